<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>CatchingUp</name>
    <message>
        <source>As it was when you left; the newest is being drawn …</source>
        <translation>离开时的画面，正在更新 …</translation>
    </message>
</context>
<context>
    <name>FilePicker</name>
    <message>
        <source>Look in:</source>
        <translation>查找范围：</translation>
    </message>
    <message>
        <source>Files of type:</source>
        <translation>文件类型：</translation>
    </message>
</context>
<context>
    <name>HoldButton</name>
    <message>
        <source>Hold the mouse button, Space or Enter for {seconds} s</source>
        <translation>按住鼠标左键、空格或回车 {seconds} 秒</translation>
    </message>
    <message>
        <source>{order} – keep holding</source>
        <translation>{order} – 继续按住</translation>
    </message>
    <message>
        <source>{order} – too short, nothing sent</source>
        <translation>{order} – 时间太短，未发出</translation>
    </message>
    <message>
        <source>{order} – hold</source>
        <translation>{order} – 按住确认</translation>
    </message>
</context>
<context>
    <name>MapView</name>
    <message>
        <source>The map page has stopped. It is being loaded again with all its layers.</source>
        <translation>地图页面已停止，正在连同全部图层重新载入。</translation>
    </message>
</context>
<context>
    <name>SosBanner</name>
    <message>
        <source>{count} more</source>
        <translation>另有 {count} 起</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>定位</translation>
    </message>
    <message>
        <source>Claim</source>
        <translation>认领</translation>
    </message>
    <message>
        <source>Close: true</source>
        <translation>关闭：属实</translation>
    </message>
    <message>
        <source>Close: false alarm</source>
        <translation>关闭：误报</translation>
    </message>
    <message>
        <source>Show where the call comes from</source>
        <translation>显示求救来自哪里</translation>
    </message>
    <message>
        <source>Take this call; every seat sees that you have it</source>
        <translation>认领此求救，各席位都会看到由你负责</translation>
    </message>
    <message>
        <source>Help has been given: close the call as true</source>
        <translation>已施救：按属实关闭</translation>
    </message>
    <message>
        <source>Nobody needed help: close the call as false</source>
        <translation>无人需要救助：按误报关闭</translation>
    </message>
    <message>
        <source>you have it</source>
        <translation>由你负责</translation>
    </message>
    <message>
        <source>{name} has it</source>
        <translation>{name} 负责</translation>
    </message>
    <message>
        <source>nobody has it</source>
        <translation>无人认领</translation>
    </message>
</context>
<context>
    <name>UndoBar</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
</TS>
