<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>CommandPanel</name>
    <message>
        <source>Drill: practise without a real response</source>
        <translation>演练：只练不启动真实响应</translation>
    </message>
    <message>
        <source>Answered by phone</source>
        <translation>电话已应答</translation>
    </message>
    <message>
        <source>Done, as reported by phone</source>
        <translation>电话报告已完成</translation>
    </message>
    <message>
        <source>End the response</source>
        <translation>终止响应</translation>
    </message>
    <message>
        <source>Start response {numeral}</source>
        <translation>启动 {numeral} 级响应</translation>
    </message>
    <message>
        <source>Change to response {numeral}</source>
        <translation>调整为 {numeral} 级响应</translation>
    </message>
    <message>
        <source>No response is running</source>
        <translation>当前无应急响应</translation>
    </message>
    <message>
        <source>Choose a level, read the preview, then hold the button.</source>
        <translation>选择级别，看清预览，再长按按钮启动。</translation>
    </message>
    <message>
        <source>A duty leader starts a response; you can read the preview.</source>
        <translation>响应由值班领导启动；您可以查看预览。</translation>
    </message>
    <message>
        <source>A {level} warning is in force: response {numeral} is proposed.</source>
        <translation>{level}预警生效：建议启动 {numeral} 级响应。</translation>
    </message>
    <message>
        <source>Last: response {numeral}, ended {time} by {name} after {length}; {there} of {total} on scene.</source>
        <translation>上次：{numeral} 级响应 {time} 由{name}终止，历时 {length}，到位 {there} / {total}。</translation>
    </message>
    <message>
        <source>Drill {numeral} is running</source>
        <translation>{numeral} 级响应演练进行中</translation>
    </message>
    <message>
        <source>Response {numeral} is running</source>
        <translation>{numeral} 级响应进行中</translation>
    </message>
    <message>
        <source>Started {time} by {name}</source>
        <translation>{time} 由 {name} 启动</translation>
    </message>
    <message>
        <source>{count} more tasks lie in other areas</source>
        <translation>另有 {count} 项任务在其他辖区</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>已送达</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>On scene</source>
        <translation>到位</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>No answer: {count}</source>
        <translation>未应答：{count} 人（车）</translation>
    </message>
    <message>
        <source>
and {count} more</source>
        <translation>
另有 {count} 人（车）</translation>
    </message>
</context>
<context>
    <name>LevelList</name>
    <message>
        <source>Response levels</source>
        <translation>响应级别</translation>
    </message>
    <message>
        <source>Keys 1 to 4 choose the level; 1 is the gravest</source>
        <translation>按 1–4 选择级别，1 为最高</translation>
    </message>
    <message>
        <source>Response {numeral}</source>
        <translation>{numeral} 级响应</translation>
    </message>
    <message>
        <source>running</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>adds {count} duties</source>
        <translation>增加 {count} 项任务</translation>
    </message>
    <message>
        <source>adds {count} duties, situation update every {minutes} min</source>
        <translation>增加 {count} 项任务，每 {minutes} 分钟报告一次</translation>
    </message>
</context>
<context>
    <name>PlansScreen</name>
    <message>
        <source>Plans</source>
        <translation>预案</translation>
    </message>
    <message>
        <source>No plan</source>
        <translation>没有预案</translation>
    </message>
    <message>
        <source>In force: {titles}</source>
        <translation>生效预警：{titles}</translation>
    </message>
    <message>
        <source>No weather warning is in force.</source>
        <translation>当前无气象预警。</translation>
    </message>
</context>
<context>
    <name>PreviewPanel</name>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Duty</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Within</source>
        <translation>时限</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} 分钟</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>人（车）</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>No plan is known to this city</source>
        <translation>本市尚无预案</translation>
    </message>
    <message>
        <source>Plans come from the server, with its reference data.</source>
        <translation>预案随基础数据由服务器下发。</translation>
    </message>
    <message>
        <source>nobody on duty: nobody will be told</source>
        <translation>无在岗人员，启动时不会下达</translation>
    </message>
    <message>
        <source>Response {numeral}: asking whom it would reach …</source>
        <translation>{numeral} 级响应：正在查询将通知哪些人……</translation>
    </message>
    <message>
        <source>Response {numeral} would give duties to {count} people and vehicles</source>
        <translation>{numeral} 级响应将向 {count} 人（车）下达任务</translation>
    </message>
    <message>
        <source>All of them can be reached now.</source>
        <translation>目前全部可以联系。</translation>
    </message>
    <message>
        <source>{count} cannot be reached now: {names}</source>
        <translation>{count} 个目前联系不上：{names}</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>TasksPanel</name>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Call sign</source>
        <translation>呼号</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Duty</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>时限</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>未应答</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>逾期</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>No task of this kind</source>
        <translation>没有此类任务</translation>
    </message>
    <message>
        <source>Choose another filter above.</source>
        <translation>请在上方另选筛选条件。</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>余 {time}</translation>
    </message>
    <message>
        <source>{time} late</source>
        <translation>超 {time}</translation>
    </message>
</context>
</TS>
