<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>CommsScreen</name>
    <message>
        <source>Comms</source>
        <translation>通信</translation>
    </message>
    <message>
        <source>Write a text</source>
        <translation>写消息</translation>
    </message>
    <message>
        <source>Show the unit on the map</source>
        <translation>在一张图上查看</translation>
    </message>
    <message>
        <source>SOS. {unit} needs help. {place}. Go there now and report.</source>
        <translation>SOS：{unit} 求助，位置 {place}。请立即前往并报告。</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Write a text. Enter sends, Ctrl+Enter starts a new line.</source>
        <translation>输入消息。Enter 发送，Ctrl+Enter 换行。</translation>
    </message>
    <message>
        <source>The text to send</source>
        <translation>待发消息</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告情况</translation>
    </message>
    <message>
        <source>Report your position and what you see.</source>
        <translation>请报告位置和现场情况。</translation>
    </message>
    <message>
        <source>Call the hall</source>
        <translation>回呼指挥中心</translation>
    </message>
    <message>
        <source>Call the hall at once.</source>
        <translation>请立即回呼指挥中心。</translation>
    </message>
    <message>
        <source>Check low points</source>
        <translation>查低洼点</translation>
    </message>
    <message>
        <source>The rain is getting heavier. Check the low points of your area.</source>
        <translation>雨势加大，请检查辖区低洼点。</translation>
    </message>
    <message>
        <source>Back to beat</source>
        <translation>返回责任网格</translation>
    </message>
    <message>
        <source>Done. Go back to your beat.</source>
        <translation>处置完毕，请回责任网格。</translation>
    </message>
    <message>
        <source>Send – Enter</source>
        <translation>发送（Enter）</translation>
    </message>
    <message>
        <source>{n} of {most} characters</source>
        <translation>{n} / {most} 字</translation>
    </message>
</context>
<context>
    <name>Conversation</name>
    <message>
        <source>Raise SOS on behalf</source>
        <translation>代报 SOS</translation>
    </message>
    <message>
        <source>Raise SOS for this unit</source>
        <translation>为该单位报 SOS</translation>
    </message>
    <message>
        <source>End this temporary group</source>
        <translation>结束临时组</translation>
    </message>
    <message>
        <source>{all} units, {there} can be reached</source>
        <translation>共 {all} 个，可联系 {there} 个</translation>
    </message>
    <message>
        <source>The {n} units nearest to the SOS</source>
        <translation>距 SOS 最近的 {n} 个</translation>
    </message>
    <message>
        <source>Nobody is chosen</source>
        <translation>未选择对象</translation>
    </message>
    <message>
        <source>Choose a terminal at the left, or a talkgroup in the middle.</source>
        <translation>请在左侧选择终端，或在中间选择通话组。</translation>
    </message>
    <message>
        <source>heard {age} ago</source>
        <translation>{age}前在线</translation>
    </message>
    <message>
        <source>battery {n} %</source>
        <translation>电量 {n} %</translation>
    </message>
    <message>
        <source>signal {n} of 5</source>
        <translation>信号 {n}/5</translation>
    </message>
    <message>
        <source>on case {number}</source>
        <translation>在办 {number}</translation>
    </message>
    <message>
        <source>Goes to {all} units: {there} get it now</source>
        <translation>将发给 {all} 个：{there} 个即时收到</translation>
    </message>
    <message>
        <source>{n} when they are heard again: {units}</source>
        <translation>{n} 个待上线后收到：{units}</translation>
    </message>
    <message>
        <source>Send to {n} units</source>
        <translation>发给 {n} 个</translation>
    </message>
    <message>
        <source>{units} and {n} more</source>
        <translation>{units} 等，另 {n} 个</translation>
    </message>
</context>
<context>
    <name>Groups</name>
    <message>
        <source>Talkgroups</source>
        <translation>通话组</translation>
    </message>
    <message>
        <source>No talkgroup yet</source>
        <translation>还没有通话组</translation>
    </message>
    <message>
        <source>Groups of this area appear here; the administrator sets them up.</source>
        <translation>本辖区的通话组显示在此，由管理员设置。</translation>
    </message>
    <message>
        <source>No group is chosen</source>
        <translation>未选择通话组</translation>
    </message>
    <message>
        <source>Choose a group above to see its members and write to all of them.</source>
        <translation>在上方选择通话组，可查看成员并群发消息。</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>成员</translation>
    </message>
    <message>
        <source>{group}: {there} of {all} on duty can be reached</source>
        <translation>{group}：在岗 {all}，可联系 {there}</translation>
    </message>
    <message>
        <source>Reachable on duty</source>
        <translation>可联系 / 在岗</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>通话组</translation>
    </message>
    <message>
        <source>Callsign</source>
        <translation>呼号</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Terminal</source>
        <translation>终端</translation>
    </message>
</context>
<context>
    <name>MessageLog</name>
    <message>
        <source>No text yet</source>
        <translation>还没有消息</translation>
    </message>
    <message>
        <source>Write one below; here you will see who has it and who has read it.</source>
        <translation>在下方发送后，这里显示谁已收到、谁已读。</translation>
    </message>
    <message>
        <source>This seat</source>
        <translation>本席位</translation>
    </message>
    <message>
        <source>to {group}</source>
        <translation>发至 {group}</translation>
    </message>
    <message>
        <source>broadcast to {n} units</source>
        <translation>广播至 {n} 个单位</translation>
    </message>
    <message>
        <source>Not delivered: {units}</source>
        <translation>等待送达：{units}</translation>
    </message>
    <message>
        <source>Not read: {units}</source>
        <translation>未读：{units}</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>已读</translation>
    </message>
    <message>
        <source>Delivered, not read yet</source>
        <translation>已送达，未读</translation>
    </message>
    <message>
        <source>Not delivered yet</source>
        <translation>等待送达</translation>
    </message>
    <message>
        <source>Delivered {delivered} of {all} · read {read}</source>
        <translation>已送达 {delivered} / {all} · 已读 {read}</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>被拒</translation>
    </message>
    <message>
        <source>No answer yet, asking again</source>
        <translation>尚无回执，正在查询</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>发送中…</translation>
    </message>
    <message>
        <source>{units} and {n} more</source>
        <translation>{units} 等，另 {n} 个</translation>
    </message>
    <message>
        <source>Waits for the connection</source>
        <translation>等待连接恢复</translation>
    </message>
</context>
<context>
    <name>RosterBar</name>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Callsign, name or phone</source>
        <translation>呼号、姓名或电话</translation>
    </message>
    <message>
        <source>Find a terminal</source>
        <translation>查找终端</translation>
    </message>
    <message>
        <source>On duty</source>
        <translation>在岗</translation>
    </message>
    <message>
        <source>Terminals of units on duty</source>
        <translation>在岗单位的终端</translation>
    </message>
    <message>
        <source>Weak</source>
        <translation>弱</translation>
    </message>
    <message>
        <source>On duty with a poor signal or an emptying battery</source>
        <translation>在岗，信号弱或电量低</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>On duty, but not heard for 3 minutes</source>
        <translation>在岗，但 3 分钟未上报</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Every terminal, off duty too</source>
        <translation>全部终端（含下班）</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>全部类型</translation>
    </message>
    <message>
        <source>All streets</source>
        <translation>全部街道</translation>
    </message>
</context>
<context>
    <name>SosPanel</name>
    <message>
        <source>SOS: {n} open</source>
        <translation>SOS：{n} 起未关闭</translation>
    </message>
    <message>
        <source>No SOS is open</source>
        <translation>当前没有 SOS</translation>
    </message>
    <message>
        <source>A call for help from a terminal appears here, on every seat and on the wall, until it is closed.</source>
        <translation>终端的 SOS 会显示在此、各席位和大屏上，直到关闭。</translation>
    </message>
</context>
<context>
    <name>SosRow</name>
    <message>
        <source>{order}: sending…</source>
        <translation>{order}：发送中…</translation>
    </message>
    <message>
        <source>{name} has it</source>
        <translation>{name} 已认领</translation>
    </message>
    <message>
        <source>Nobody has it</source>
        <translation>无人认领</translation>
    </message>
    <message>
        <source>Claim</source>
        <translation>认领</translation>
    </message>
    <message>
        <source>Call the nearest</source>
        <translation>呼叫最近力量</translation>
    </message>
    <message>
        <source>Write to it</source>
        <translation>发消息</translation>
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
        <source>What happened, for the record</source>
        <translation>情况说明（存档）</translation>
    </message>
    <message>
        <source>Goes with the closing</source>
        <translation>随关闭一并存档</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>接管</translation>
    </message>
    <message>
        <source>{order}: waits for the connection</source>
        <translation>{order}：等待连接恢复</translation>
    </message>
</context>
<context>
    <name>TerminalTable</name>
    <message>
        <source>No terminal matches</source>
        <translation>没有符合条件的终端</translation>
    </message>
    <message>
        <source>Units appear here as soon as their terminals are registered; widen the filter to see the others.</source>
        <translation>终端登记后即显示在此；放宽筛选可查看其他终端。</translation>
    </message>
    <message>
        <source>Callsign</source>
        <translation>呼号</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Terminal</source>
        <translation>终端</translation>
    </message>
    <message>
        <source>Battery</source>
        <translation>电量</translation>
    </message>
    <message>
        <source>Signal</source>
        <translation>信号</translation>
    </message>
    <message>
        <source>Heard</source>
        <translation>最后上报</translation>
    </message>
    <message>
        <source>Talkgroup</source>
        <translation>通话组</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
</context>
</TS>
