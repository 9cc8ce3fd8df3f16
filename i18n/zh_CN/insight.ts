<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>BehindPanel</name>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>案件</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Reported</source>
        <translation>上报</translation>
    </message>
    <message>
        <source>{title}: {count}</source>
        <translation>{title}：{count} 件</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close the list</source>
        <translation>关闭列表</translation>
    </message>
    <message>
        <source>No case is behind this figure</source>
        <translation>此数据没有对应案件</translation>
    </message>
</context>
<context>
    <name>InsightScreen</name>
    <message>
        <source>Insight</source>
        <translation>运行</translation>
    </message>
</context>
<context>
    <name>insight</name>
    <message>
        <source>Cases reported per hour</source>
        <translation>每小时上报</translation>
    </message>
    <message>
        <source>{count} in 24 h</source>
        <translation>24 小时 {count} 件</translation>
    </message>
    <message>
        <source>No case in the last 24 h</source>
        <translation>近 24 小时没有案件</translation>
    </message>
    <message>
        <source>Cases appear here as they are reported.</source>
        <translation>有案件上报时显示在这里。</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>已结</translation>
    </message>
    <message>
        <source>open</source>
        <translation>在办</translation>
    </message>
    <message>
        <source>Reported from {time}</source>
        <translation>{time} 起上报</translation>
    </message>
    <message>
        <source>Open cases by stage</source>
        <translation>在办案件分布</translation>
    </message>
    <message>
        <source>{count} overdue</source>
        <translation>超时 {count} 件</translation>
    </message>
    <message>
        <source>No open case</source>
        <translation>没有在办案件</translation>
    </message>
    <message>
        <source>Open one with N on the case board.</source>
        <translation>在案件页按 N 可新建。</translation>
    </message>
    <message>
        <source>overdue</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>in time</source>
        <translation>期内</translation>
    </message>
    <message>
        <source>Handled on time, by street, %</source>
        <translation>各街道按期处置率（%）</translation>
    </message>
    <message>
        <source>Nothing has come due yet</source>
        <translation>尚无到期案件</translation>
    </message>
    <message>
        <source>Streets appear once a handling limit ends.</source>
        <translation>有案件到处置时限后显示各街道。</translation>
    </message>
    <message>
        <source>{street}: due cases, late first</source>
        <translation>{street}：应处置案件（超期在前）</translation>
    </message>
    <message>
        <source>What the cases are about, 24 h</source>
        <translation>24 小时高发类别</translation>
    </message>
    <message>
        <source>Units by status</source>
        <translation>力量状态</translation>
    </message>
    <message>
        <source>{count} on duty</source>
        <translation>在岗 {count}</translation>
    </message>
    <message>
        <source>No unit has reported yet</source>
        <translation>尚无终端上报</translation>
    </message>
    <message>
        <source>Units appear when their terminals report.</source>
        <translation>终端上报后显示在这里。</translation>
    </message>
    <message>
        <source>Cases with a unit on them now</source>
        <translation>正在处置的案件</translation>
    </message>
    <message>
        <source>rain, mm/h</source>
        <translation>雨强 mm/h</translation>
    </message>
    <message>
        <source>{place}, cm (closes at {limit})</source>
        <translation>{place} cm（{limit} 封闭）</translation>
    </message>
    <message>
        <source>Rain and water</source>
        <translation>雨情水情</translation>
    </message>
    <message>
        <source>{rate} mm/h</source>
        <translation>{rate} mm/h</translation>
    </message>
    <message>
        <source>It is dry</source>
        <translation>目前无雨</translation>
    </message>
    <message>
        <source>Rain and the deepest low point appear here.</source>
        <translation>有雨时显示雨强和最深低洼点水位。</translation>
    </message>
    <message>
        <source>Open cases about water</source>
        <translation>在办涉水案件</translation>
    </message>
    <message>
        <source>Units by status, seen since {time}</source>
        <translation>力量状态（自 {time} 起所见）</translation>
    </message>
</context>
</TS>
