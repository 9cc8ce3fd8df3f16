<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>CaseBoard</name>
    <message>
        <source>{n} · today {closed}</source>
        <translation>{n} · 今日结案 {closed}</translation>
    </message>
    <message>
        <source>None matches the filter. E shows all.</source>
        <translation>没有符合筛选的案件。按 E 显示全部。</translation>
    </message>
    <message>
        <source>Reports from citizens, hotlines and media wait here. N opens one.</source>
        <translation>公众、热线和媒体的举报在此待受理。按 N 可人工立案卷。</translation>
    </message>
    <message>
        <source>Registered cases wait here to be filed by a standard.</source>
        <translation>已受理的案件在此待立案，立案须选定立案标准。</translation>
    </message>
    <message>
        <source>Filed cases wait here to be sent to a department and a unit.</source>
        <translation>已立案的案件在此待派遣到责任单位和处置力量。</translation>
    </message>
    <message>
        <source>Cases that a department or a unit is handling stand here.</source>
        <translation>责任单位或队员正在处置的案件在此。</translation>
    </message>
    <message>
        <source>Handled cases wait here for the check on site.</source>
        <translation>已处置的案件在此待现场核查。</translation>
    </message>
    <message>
        <source>Cases that passed the check wait here to be closed.</source>
        <translation>核查通过的案件在此待结案。</translation>
    </message>
</context>
<context>
    <name>CaseCards</name>
    <message>
        <source>Urged</source>
        <translation>督办</translation>
    </message>
    <message>
        <source>Rework {n}</source>
        <translation>返工 {n}</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>回退</translation>
    </message>
    <message>
        <source>Similar</source>
        <translation>相似</translation>
    </message>
</context>
<context>
    <name>CaseEcho</name>
    <message>
        <source>{order}: waits for the connection</source>
        <translation>{order}：等待连接恢复</translation>
    </message>
    <message>
        <source>{order}: sending…</source>
        <translation>{order}：发送中…</translation>
    </message>
    <message>
        <source>{order}: no answer yet, asking again</source>
        <translation>{order}：尚无回执，正在查询</translation>
    </message>
    <message>
        <source>{order}: refused</source>
        <translation>{order}：被拒</translation>
    </message>
    <message>
        <source>{order}: accepted</source>
        <translation>{order}：已接收</translation>
    </message>
</context>
<context>
    <name>CaseFacts</name>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Responsible</source>
        <translation>网格责任人</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>反映内容</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Urged</source>
        <translation>督办时间</translation>
    </message>
    <message>
        <source>Returned by</source>
        <translation>回退单位</translation>
    </message>
    <message>
        <source>{n} h, nights too</source>
        <translation>{n} 紧急工作时</translation>
    </message>
    <message>
        <source>{n} working hours</source>
        <translation>{n} 工作时</translation>
    </message>
    <message>
        <source>{n} working days</source>
        <translation>{n} 工作日</translation>
    </message>
    <message>
        <source>{n} calendar days</source>
        <translation>{n} 紧急工作日</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>立案标准</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>立案条件</translation>
    </message>
    <message>
        <source>{stage} since {time}</source>
        <translation>{stage} {time} 起</translation>
    </message>
    <message>
        <source>due {time}</source>
        <translation>限 {time}</translation>
    </message>
    <message>
        <source>rework {n}</source>
        <translation>返工 {n} 次</translation>
    </message>
    <message>
        <source>Similar</source>
        <translation>相似案件</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>派遣</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>接单</translation>
    </message>
    <message>
        <source>on scene</source>
        <translation>到场</translation>
    </message>
    <message>
        <source>handled</source>
        <translation>处置完毕</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>责任单位</translation>
    </message>
    <message>
        <source>Handling</source>
        <translation>处置经过</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>处置力量</translation>
    </message>
    <message>
        <source>seen {age} ago</source>
        <translation>{age}前定位</translation>
    </message>
    <message>
        <source>{distance} away</source>
        <translation>距现场 {distance}</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
</context>
<context>
    <name>CaseOffers</name>
    <message>
        <source>Register</source>
        <translation>受理</translation>
    </message>
    <message>
        <source>File by a standard</source>
        <translation>立案（选标准）</translation>
    </message>
    <message>
        <source>Dispatch</source>
        <translation>派遣</translation>
    </message>
    <message>
        <source>Send another</source>
        <translation>改派</translation>
    </message>
    <message>
        <source>Unit accepts</source>
        <translation>代接单</translation>
    </message>
    <message>
        <source>Unit on scene</source>
        <translation>代报到场</translation>
    </message>
    <message>
        <source>Handled</source>
        <translation>处置完毕</translation>
    </message>
    <message>
        <source>Check passed</source>
        <translation>核查通过</translation>
    </message>
    <message>
        <source>Check failed, rework</source>
        <translation>核查不通过，返工</translation>
    </message>
    <message>
        <source>Close the case</source>
        <translation>结案</translation>
    </message>
    <message>
        <source>Urge</source>
        <translation>督办</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>回退（需理由）</translation>
    </message>
    <message>
        <source>Void</source>
        <translation>作废（需理由）</translation>
    </message>
</context>
<context>
    <name>CasePanel</name>
    <message>
        <source>No case is chosen</source>
        <translation>未选中案件</translation>
    </message>
    <message>
        <source>Choose one on the board with the arrow keys, find one with /, or open a new one with N.</source>
        <translation>用方向键在看板上选择，按 / 查找，或按 N 新建案件。</translation>
    </message>
</context>
<context>
    <name>CaseTable</name>
    <message>
        <source>No open case matches</source>
        <translation>没有符合条件的在办案件</translation>
    </message>
    <message>
        <source>Show all with E, or open a new case with N.</source>
        <translation>按 E 显示全部，或按 N 新建案件。</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>案号</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Timer</source>
        <translation>时限</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Street</source>
        <translation>街道</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Handled by</source>
        <translation>处置</translation>
    </message>
    <message>
        <source>Reported</source>
        <translation>上报时间</translation>
    </message>
</context>
<context>
    <name>CaseTimer</name>
    <message>
        <source>Over {clock}</source>
        <translation>超时 {clock}</translation>
    </message>
    <message>
        <source>Soon {clock}</source>
        <translation>临期 {clock}</translation>
    </message>
    <message>
        <source>{clock} left</source>
        <translation>余 {clock}</translation>
    </message>
</context>
<context>
    <name>Course</name>
    <message>
        <source>{what}: {words}</source>
        <translation>{what}：{words}</translation>
    </message>
    <message>
        <source>Course</source>
        <translation>经过</translation>
    </message>
    <message>
        <source>Asking the server…</source>
        <translation>正在查询…</translation>
    </message>
</context>
<context>
    <name>DispatchForm</name>
    <message>
        <source>Department</source>
        <translation>责任单位</translation>
    </message>
    <message>
        <source>Which department handles the case</source>
        <translation>由哪个责任单位处置</translation>
    </message>
    <message>
        <source>Enter sends {unit} · {department}</source>
        <translation>派 {unit} · {department}（Enter）</translation>
    </message>
    <message>
        <source>Enter sends it to {department} alone</source>
        <translation>只派 {department}（Enter）</translation>
    </message>
    <message>
        <source>Pick a unit: 1–6, or Enter for the best</source>
        <translation>按 1–6 选择，Enter 选最合适的</translation>
    </message>
    <message>
        <source>To the department alone</source>
        <translation>只派责任单位</translation>
    </message>
</context>
<context>
    <name>DispatchScreen</name>
    <message>
        <source>Cases</source>
        <translation>案件</translation>
    </message>
    <message>
        <source>New case</source>
        <translation>新建案件</translation>
    </message>
</context>
<context>
    <name>EchoStrip</name>
    <message>
        <source>Not given</source>
        <translation>指令未下达</translation>
    </message>
    <message>
        <source>Your words are kept: {text}</source>
        <translation>已保留您填写的内容：{text}</translation>
    </message>
    <message>
        <source>Understood</source>
        <translation>知道了</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Number, title or address</source>
        <translation>案号、名称或地址</translation>
    </message>
    <message>
        <source>Find among the open cases</source>
        <translation>在在办案件中查找</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Table instead of board</source>
        <translation>表格与看板切换</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Every open case</source>
        <translation>全部在办案件</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>我的</translation>
    </message>
    <message>
        <source>Cases that this seat gave an order on</source>
        <translation>本席位下达过指令的案件</translation>
    </message>
    <message>
        <source>Water</source>
        <translation>涉水</translation>
    </message>
    <message>
        <source>Cases of water and flood</source>
        <translation>涉水、内涝案件</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>Cases past the deadline of their stage</source>
        <translation>已超过当前阶段时限的案件</translation>
    </message>
    <message>
        <source>Urged</source>
        <translation>督办</translation>
    </message>
    <message>
        <source>Cases that were urged</source>
        <translation>已督办的案件</translation>
    </message>
    <message>
        <source>All sources</source>
        <translation>全部来源</translation>
    </message>
    <message>
        <source>All streets</source>
        <translation>全部街道</translation>
    </message>
</context>
<context>
    <name>NewCase</name>
    <message>
        <source>Open it all the same</source>
        <translation>仍然新建</translation>
    </message>
    <message>
        <source>Open the case</source>
        <translation>新建案件</translation>
    </message>
    <message>
        <source>New case</source>
        <translation>新建案件</translation>
    </message>
    <message>
        <source>Category: code, name or pinyin</source>
        <translation>类别：代码、名称或拼音</translation>
    </message>
    <message>
        <source>Place: address, street, area, camera … or lat, lon</source>
        <translation>位置：地址、道路、区域、摄像头等，或“纬度, 经度”</translation>
    </message>
    <message>
        <source>Address as it will stand on the case</source>
        <translation>案卷上的地址</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Reporter, phone</source>
        <translation>反映人、电话</translation>
    </message>
    <message>
        <source>What was reported</source>
        <translation>反映内容</translation>
    </message>
    <message>
        <source>No category matches. Try the code, e.g. 0506, or the first letters.</source>
        <translation>没有符合的类别。可输入代码（如 0506）或拼音首字母。</translation>
    </message>
    <message>
        <source>No place matches. Try a street with or without a number, or pick it on the map.</source>
        <translation>没有符合的位置。可输入道路（带不带门牌号均可），或在地图上选点。</translation>
    </message>
    <message>
        <source>Pick on the map</source>
        <translation>在地图上选点</translation>
    </message>
    <message>
        <source>Back to the case – Esc</source>
        <translation>返回（Esc）</translation>
    </message>
    <message>
        <source>This place lies in no unit grid of the city.</source>
        <translation>该位置不在本市任何单元网格内。</translation>
    </message>
    <message>
        <source>Grid {code} {name}, responsible: {person}</source>
        <translation>网格 {code} {name}，责任人：{person}</translation>
    </message>
    <message>
        <source>▲ A similar case is there: {number} {title}, {stage}, {age} ago, within 50 m.</source>
        <translation>▲ 已有相似案件：{number} {title}，{stage}，{age}前，50 米内。</translation>
    </message>
    <message>
        <source>Choose a category first.</source>
        <translation>请先选择类别。</translation>
    </message>
    <message>
        <source>Choose a place first.</source>
        <translation>请先选择位置。</translation>
    </message>
</context>
<context>
    <name>StandardList</name>
    <message>
        <source>File by which standard</source>
        <translation>按哪条标准立案</translation>
    </message>
    <message>
        <source>File by this standard – Enter</source>
        <translation>按此标准立案（Enter）</translation>
    </message>
    <message>
        <source>This category has no filing standard</source>
        <translation>该类别没有立案标准</translation>
    </message>
    <message>
        <source>Ask the administrator to add one to the catalogue.</source>
        <translation>请管理员在类别库中补充。</translation>
    </message>
</context>
<context>
    <name>SuggestionList</name>
    <message>
        <source>Who goes best</source>
        <translation>推荐力量</translation>
    </message>
    <message>
        <source>No unit that could go can be reached</source>
        <translation>没有可联系到的合适力量</translation>
    </message>
    <message>
        <source>Press 0 to send the case to the department alone, or call a unit on the Comms screen.</source>
        <translation>按 0 只派责任单位，或到“通信”席面呼叫。</translation>
    </message>
    <message>
        <source>about {time}</source>
        <translation>约 {time}</translation>
    </message>
    <message>
        <source>not free any more:</source>
        <translation>已不空闲：</translation>
    </message>
    <message>
        <source>battery {n} %</source>
        <translation>电量 {n} %</translation>
    </message>
</context>
<context>
    <name>WordForm</name>
    <message>
        <source>{order}: why</source>
        <translation>{order}：理由</translation>
    </message>
    <message>
        <source>{order}: a word, or none</source>
        <translation>{order}：附言（可不填）</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>附言</translation>
    </message>
    <message>
        <source>{order} – Enter</source>
        <translation>{order}（Enter）</translation>
    </message>
    <message>
        <source>Write why; the next person reads it.</source>
        <translation>请写明理由，接手的人会看到。</translation>
    </message>
</context>
</TS>
