<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>DayScene</name>
    <message>
        <source>Cases of the last 24 h</source>
        <translation>近 24 小时案件</translation>
    </message>
    <message>
        <source>Open cases</source>
        <translation>在办案件</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>Closed in 24 h</source>
        <translation>24 小时结案</translation>
    </message>
    <message>
        <source>Handled on time</source>
        <translation>按期处置率</translation>
    </message>
    <message>
        <source>On duty</source>
        <translation>在岗</translation>
    </message>
    <message>
        <source>Terminals offline</source>
        <translation>终端离线</translation>
    </message>
</context>
<context>
    <name>FloodScene</name>
    <message>
        <source>Low points</source>
        <translation>低洼点</translation>
    </message>
    <message>
        <source>On duty</source>
        <translation>在岗</translation>
    </message>
    <message>
        <source>units</source>
        <translation>人（车）</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>未应答</translation>
    </message>
    <message>
        <source>no response running</source>
        <translation>未启动响应</translation>
    </message>
    <message>
        <source>On scene</source>
        <translation>到位</translation>
    </message>
    <message>
        <source>Roads closed</source>
        <translation>封闭路段</translation>
    </message>
    <message>
        <source>Open water cases</source>
        <translation>在办涉水案件</translation>
    </message>
    <message>
        <source>Rain in 1 h</source>
        <translation>1 小时雨量</translation>
    </message>
    <message>
        <source>Pumps on scene</source>
        <translation>泵车在场</translation>
    </message>
</context>
<context>
    <name>LowPointRows</name>
    <message>
        <source>{depth} cm</source>
        <translation>{depth} cm</translation>
    </message>
    <message>
        <source>{depth} over, open</source>
        <translation>{depth} 超限未封</translation>
    </message>
    <message>
        <source>{depth} closed</source>
        <translation>{depth} 已封闭</translation>
    </message>
</context>
<context>
    <name>WallHeader</name>
    <message>
        <source>Not live: data is {age} old</source>
        <translation>非实时：数据停在 {age} 前</translation>
    </message>
    <message>
        <source>No data yet</source>
        <translation>尚未收到数据</translation>
    </message>
    <message>
        <source>Drill · {response}</source>
        <translation>演练 · {response}</translation>
    </message>
    <message>
        <source>since {time}, {minutes} min</source>
        <translation>{time} 启动 已 {minutes} 分钟</translation>
    </message>
    <message>
        <source>DEMO</source>
        <translation>演示</translation>
    </message>
</context>
<context>
    <name>WallScreen</name>
    <message>
        <source>Wall</source>
        <translation>大屏</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日常</translation>
    </message>
    <message>
        <source>Flood</source>
        <translation>防汛</translation>
    </message>
    <message>
        <source>Preview. On the wall&apos;s machine: main.py wall --scene {scene} --server {server}</source>
        <translation>预览。在大屏主机上运行：main.py wall --scene {scene} --server {server}</translation>
    </message>
</context>
<context>
    <name>WallSos</name>
    <message>
        <source>{call}, and {count} more</source>
        <translation>{call}，另有 {count} 起</translation>
    </message>
    <message>
        <source>{name} has it</source>
        <translation>{name} 已认领</translation>
    </message>
    <message>
        <source>nobody has it yet</source>
        <translation>尚无人认领</translation>
    </message>
</context>
<context>
    <name>WallWindow</name>
    <message>
        <source>Zhihui wall</source>
        <translation>智慧指挥台 大屏</translation>
    </message>
</context>
</TS>
