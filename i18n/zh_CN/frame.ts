<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AlarmCountItem</name>
    <message>
        <source>Alarms</source>
        <translation>告警</translation>
    </message>
    <message>
        <source>{count} unclaimed</source>
        <translation>{count} 未认领</translation>
    </message>
    <message>
        <source>none unclaimed</source>
        <translation>均已认领</translation>
    </message>
    <message>
        <source>no alarms</source>
        <translation>无告警</translation>
    </message>
    <message>
        <source>{count} alarms open</source>
        <translation>{count} 起未结</translation>
    </message>
</context>
<context>
    <name>AlarmStrip</name>
    <message>
        <source>{count} more</source>
        <translation>另有 {count} 起</translation>
    </message>
    <message>
        <source>No open alarms. They appear here, the gravest first.</source>
        <translation>没有未结告警。告警会按严重程度显示在这里。</translation>
    </message>
    <message>
        <source>Ctrl+K command   F1 help   Space claim</source>
        <translation>Ctrl+K 指令   F1 帮助   空格 认领</translation>
    </message>
    <message>
        <source>being claimed</source>
        <translation>认领中</translation>
    </message>
    <message>
        <source>being closed</source>
        <translation>关闭中</translation>
    </message>
    <message>
        <source>unclaimed</source>
        <translation>未认领</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>定位</translation>
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
        <source>Claim</source>
        <translation>认领</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>接管</translation>
    </message>
</context>
<context>
    <name>CityBand</name>
    <message>
        <source>The server does not give its city data; what was known before is shown. Asking again.</source>
        <translation>服务器未能提供城市基础数据，现按之前的数据显示，正在重新请求。</translation>
    </message>
    <message>
        <source>The server does not give its city data: names of areas and categories, most layers and whether this is a demo are not known. Asking again.</source>
        <translation>服务器未能提供城市基础数据：区划与类别名称、多数图层以及是否为演示均未知，正在重新请求。</translation>
    </message>
</context>
<context>
    <name>CityItem</name>
    <message>
        <source>Zhihui</source>
        <translation>智慧指挥台</translation>
    </message>
</context>
<context>
    <name>CommandLine</name>
    <message>
        <source>Go to, find, dispatch, message … pinyin and initials will do</source>
        <translation>前往、查找、派遣、发消息……可输入拼音或首字母</translation>
    </message>
    <message>
        <source>Nothing found. Try a name, a callsign, a case number, a grid code or pinyin.</source>
        <translation>没有找到。请试试姓名、呼号、案件号、网格编码或拼音。</translation>
    </message>
    <message>
        <source>Up Down choose   Enter run   Esc close</source>
        <translation>↑↓ 选择   回车 执行   Esc 关闭</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>name, number, pinyin or initials</source>
        <translation>名称、编号、拼音或首字母</translation>
    </message>
    <message>
        <source>find a unit, case, camera, area or low point</source>
        <translation>查找队员车辆、案件、摄像头、区域或低洼点</translation>
    </message>
    <message>
        <source>dispatch &lt;case&gt; &lt;unit&gt;</source>
        <translation>派遣 &lt;案件&gt; &lt;队员或车辆&gt;</translation>
    </message>
    <message>
        <source>send a unit to a case</source>
        <translation>派人或车前往案件</translation>
    </message>
    <message>
        <source>message &lt;unit or group&gt; &lt;text&gt;</source>
        <translation>消息 &lt;队员或群组&gt; &lt;内容&gt;</translation>
    </message>
    <message>
        <source>send a text</source>
        <translation>发送文字消息</translation>
    </message>
    <message>
        <source>speed &lt;1–60&gt;</source>
        <translation>倍速 &lt;1–60&gt;</translation>
    </message>
    <message>
        <source>run the demo city&apos;s clock faster</source>
        <translation>让演示城市的时钟走得更快</translation>
    </message>
    <message>
        <source>dispatch|send</source>
        <translation>派遣|派</translation>
    </message>
    <message>
        <source>message|msg</source>
        <translation>消息|发</translation>
    </message>
    <message>
        <source>speed</source>
        <translation>倍速</translation>
    </message>
    <message>
        <source>Run the city&apos;s clock ×{rate}</source>
        <translation>城市时钟 ×{rate}</translation>
    </message>
    <message>
        <source>Dispatch {unit} to {case}</source>
        <translation>派 {unit} 前往 {case}</translation>
    </message>
    <message>
        <source>Message to {name}: {text}</source>
        <translation>发给 {name}：{text}</translation>
    </message>
    <message>
        <source>Go to {screen}</source>
        <translation>前往 {screen}</translation>
    </message>
    <message>
        <source>Day theme</source>
        <translation>日间主题</translation>
    </message>
    <message>
        <source>Night theme</source>
        <translation>夜间主题</translation>
    </message>
    <message>
        <source>Switch to English</source>
        <translation>切换为英文 English</translation>
    </message>
    <message>
        <source>Switch to Chinese</source>
        <translation>切换为中文</translation>
    </message>
    <message>
        <source>Alarm sound off</source>
        <translation>关闭告警声音</translation>
    </message>
    <message>
        <source>Alarm sound on</source>
        <translation>打开告警声音</translation>
    </message>
    <message>
        <source>Resume the city&apos;s clock</source>
        <translation>继续城市时钟</translation>
    </message>
    <message>
        <source>Pause the city&apos;s clock</source>
        <translation>暂停城市时钟</translation>
    </message>
    <message>
        <source>Orders that wait or came back</source>
        <translation>待发与退回的指令</translation>
    </message>
    <message>
        <source>Keys and commands</source>
        <translation>快捷键与指令</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
</context>
<context>
    <name>DrillBand</name>
    <message>
        <source>DRILL – not a real response</source>
        <translation>演练 – 非真实响应</translation>
    </message>
</context>
<context>
    <name>FirstWord</name>
    <message>
        <source>{server} does not answer.</source>
        <translation>{server} 无应答。</translation>
    </message>
    <message>
        <source>It is asked again and again. What holds in the city is shown as soon as it says so.</source>
        <translation>正在不断重试，一有应答即显示城市当前情况。</translation>
    </message>
    <message>
        <source>Fetching what holds in the city …</source>
        <translation>正在获取城市当前情况…</translation>
    </message>
</context>
<context>
    <name>KeySheet</name>
    <message>
        <source>Everywhere</source>
        <translation>任意界面</translation>
    </message>
    <message>
        <source>This screen</source>
        <translation>当前界面</translation>
    </message>
    <message>
        <source>After Ctrl+K</source>
        <translation>Ctrl+K 之后</translation>
    </message>
    <message>
        <source>Open a screen</source>
        <translation>打开界面</translation>
    </message>
    <message>
        <source>Command line: go to, find, dispatch, message</source>
        <translation>指令行：前往、查找、派遣、发消息</translation>
    </message>
    <message>
        <source>Claim the gravest alarm that nobody has</source>
        <translation>认领最严重的未认领告警</translation>
    </message>
    <message>
        <source>Orders that wait or came back</source>
        <translation>待发与退回的指令</translation>
    </message>
    <message>
        <source>This sheet</source>
        <translation>本页</translation>
    </message>
    <message>
        <source>Day or night theme</source>
        <translation>日间或夜间主题</translation>
    </message>
    <message>
        <source>Chinese or English</source>
        <translation>中文或英文</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Next part of the screen</source>
        <translation>界面的下一部分</translation>
    </message>
    <message>
        <source>Close what lies over the screen</source>
        <translation>关闭浮层</translation>
    </message>
    <message>
        <source>No keys of its own.</source>
        <translation>没有自己的快捷键。</translation>
    </message>
</context>
<context>
    <name>LinkItem</name>
    <message>
        <source>Link</source>
        <translation>链路</translation>
    </message>
    <message>
        <source>{state} {lag} ms</source>
        <translation>{state} {lag} ms</translation>
    </message>
    <message>
        <source>{state} {age}</source>
        <translation>{state} {age}</translation>
    </message>
    <message>
        <source>Late by {lag} s</source>
        <translation>延迟 {lag} 秒</translation>
    </message>
    <message>
        <source>Server {server}</source>
        <translation>服务器 {server}</translation>
    </message>
    <message>
        <source>Positions skipped: {count}</source>
        <translation>跳过的位置：{count}</translation>
    </message>
    <message>
        <source>Events not understood: {count}</source>
        <translation>无法识别的事件：{count}</translation>
    </message>
    <message>
        <source>Reconnects: {count}</source>
        <translation>重连次数：{count}</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Zhihui – command console</source>
        <translation>智慧指挥台</translation>
    </message>
    <message>
        <source>{order} was refused: {why}</source>
        <translation>{order} 被拒绝：{why}</translation>
    </message>
</context>
<context>
    <name>ModeItem</name>
    <message>
        <source>Mode</source>
        <translation>模式</translation>
    </message>
    <message>
        <source>LIVE</source>
        <translation>实况</translation>
    </message>
    <message>
        <source>DRILL</source>
        <translation>演练</translation>
    </message>
    <message>
        <source>DEMO</source>
        <translation>演示</translation>
    </message>
    <message>
        <source>OFFLINE</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>NOT KNOWN YET</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>{mode} paused</source>
        <translation>{mode} 已暂停</translation>
    </message>
    <message>
        <source>{mode} ×{rate}</source>
        <translation>{mode} ×{rate}</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Dismiss</source>
        <translation>知道了</translation>
    </message>
    <message>
        <source>Dismiss this notice</source>
        <translation>关闭此提示</translation>
    </message>
</context>
<context>
    <name>OrderSubject</name>
    <message>
        <source>{n} units</source>
        <translation>{n} 个单位</translation>
    </message>
</context>
<context>
    <name>OrderTray</name>
    <message>
        <source>Orders of this seat</source>
        <translation>本席位的指令</translation>
    </message>
    <message>
        <source>No order is waiting.</source>
        <translation>没有等待的指令。</translation>
    </message>
    <message>
        <source>Orders given while the server is away wait here and are sent by themselves.</source>
        <translation>服务器不可用时下达的指令在此等待，恢复后自动发出。</translation>
    </message>
    <message>
        <source>Local time</source>
        <translation>本机时间</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>指令</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Kept on this computer until the server can be reached.</source>
        <translation>已保存在本机，待服务器可用时发出。</translation>
    </message>
    <message>
        <source>Not confirmed: the link is broken. It is kept and asked again.</source>
        <translation>尚未确认：链路中断，指令已保存，恢复后再发。</translation>
    </message>
    <message>
        <source>No answer came; it is asked again and never carried out twice.</source>
        <translation>未收到回复，正在重新询问，不会重复执行。</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>知道了</translation>
    </message>
    <message>
        <source>To or about</source>
        <translation>对象</translation>
    </message>
</context>
<context>
    <name>ResponseItem</name>
    <message>
        <source>Response</source>
        <translation>应急响应</translation>
    </message>
    <message>
        <source>no response</source>
        <translation>无响应启动</translation>
    </message>
    <message>
        <source>since {time}, {lasted}</source>
        <translation>{time} 起 {lasted}</translation>
    </message>
    <message>
        <source>not started</source>
        <translation>未启动</translation>
    </message>
</context>
<context>
    <name>ScreenStack</name>
    <message>
        <source>This screen could not be opened.</source>
        <translation>此界面无法打开。</translation>
    </message>
    <message>
        <source>The other screens go on working. The reason is in the log; start the console again to retry.</source>
        <translation>其他界面照常工作。原因已写入日志，重新启动控制台后可再试。</translation>
    </message>
</context>
<context>
    <name>SeatItem</name>
    <message>
        <source>Seat</source>
        <translation>席位</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>无人</translation>
    </message>
    <message>
        <source>night shift</source>
        <translation>夜班</translation>
    </message>
    <message>
        <source>day shift</source>
        <translation>白班</translation>
    </message>
    <message>
        <source>evening shift</source>
        <translation>中班</translation>
    </message>
</context>
<context>
    <name>SosWatch</name>
    <message>
        <source>no position known, of {area}</source>
        <translation>位置不明，所属{area}</translation>
    </message>
    <message>
        <source>{place} – your order is on its way</source>
        <translation>{place} – 指令已发出</translation>
    </message>
</context>
<context>
    <name>StaleBand</name>
    <message>
        <source>No live data for {age}; this is the state at {time}. Orders wait here and are sent later.</source>
        <translation>数据已中断 {age}，以下为 {time} 的情况；指令先存在本机，恢复后发出。</translation>
    </message>
</context>
<context>
    <name>WaitingItem</name>
    <message>
        <source>{count} waiting</source>
        <translation>{count} 待发</translation>
    </message>
    <message>
        <source>{count} refused</source>
        <translation>{count} 被拒</translation>
    </message>
    <message>
        <source>Orders: {counts}</source>
        <translation>指令：{counts}</translation>
    </message>
    <message>
        <source>Show the orders that are waiting or came back</source>
        <translation>查看待发或退回的指令</translation>
    </message>
</context>
<context>
    <name>WarningsItem</name>
    <message>
        <source>Warnings</source>
        <translation>预警</translation>
    </message>
    <message>
        <source>{kind} {level}</source>
        <translation>{kind}{level}</translation>
    </message>
    <message>
        <source>no warnings</source>
        <translation>无预警</translation>
    </message>
    <message>
        <source>+{count}</source>
        <translation>+{count}</translation>
    </message>
    <message>
        <source>No weather warning is in force.</source>
        <translation>目前没有生效的气象预警。</translation>
    </message>
</context>
<context>
    <name>rooms</name>
    <message>
        <source>Situation</source>
        <translation>一张图</translation>
    </message>
    <message>
        <source>Dispatch</source>
        <translation>案件</translation>
    </message>
    <message>
        <source>Comms</source>
        <translation>通信</translation>
    </message>
    <message>
        <source>Plans</source>
        <translation>预案</translation>
    </message>
    <message>
        <source>Insight</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Wall</source>
        <translation>大屏</translation>
    </message>
    <message>
        <source>Admin</source>
        <translation>管理</translation>
    </message>
</context>
</TS>
