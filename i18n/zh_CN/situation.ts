<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AreaCard</name>
    <message>
        <source>{number}, {person} answers for it</source>
        <translation>{number}&#x3000;责任人 {person}</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Below it</source>
        <translation>下级</translation>
    </message>
    <message>
        <source>nobody is named</source>
        <translation>未指定</translation>
    </message>
    <message>
        <source>Responsible</source>
        <translation>责任人</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>not known: no outline</source>
        <translation>未知：无边界</translation>
    </message>
    <message>
        <source>{n} on duty of {all}</source>
        <translation>在岗 {n} / {all}</translation>
    </message>
    <message>
        <source>{n} online of {all}</source>
        <translation>在线 {n} / {all}</translation>
    </message>
    <message>
        <source>{n}, {late} overdue</source>
        <translation>{n}，超时 {late}</translation>
    </message>
    <message>
        <source>Open cases</source>
        <translation>在办案件</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>3 levels, no districts</source>
        <translation>街道/社区/网格，无区级</translation>
    </message>
    <message>
        <source>Units inside now</source>
        <translation>当前在内力量</translation>
    </message>
    <message>
        <source>Units assigned</source>
        <translation>所属力量</translation>
    </message>
    <message>
        <source>Components</source>
        <translation>部件</translation>
    </message>
    <message>
        <source>Risks</source>
        <translation>风险</translation>
    </message>
    <message>
        <source>Rain</source>
        <translation>雨量</translation>
    </message>
</context>
<context>
    <name>BaseMapDialog</name>
    <message>
        <source>Base map</source>
        <translation>底图</translation>
    </message>
    <message>
        <source>Show this one</source>
        <translation>使用此底图</translation>
    </message>
    <message>
        <source>Add …</source>
        <translation>添加…</translation>
    </message>
    <message>
        <source>Edit …</source>
        <translation>编辑…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>The server&apos;s own base map</source>
        <translation>服务器自带底图</translation>
    </message>
    <message>
        <source>Drawn from features that the server sends; it needs no other source.</source>
        <translation>由服务器下发的矢量要素绘制，无需其他来源。</translation>
    </message>
    <message>
        <source>{kind}, {datum}, levels {first} to {last}. {attribution}</source>
        <translation>{kind}，{datum}，{first}–{last} 级。{attribution}</translation>
    </message>
    <message>
        <source>Review number: {number}</source>
        <translation>审图号：{number}</translation>
    </message>
    <message>
        <source>No review number: a public display needs one. Enter it before this map goes on a wall.</source>
        <translation>未填审图号：公开展示必须标注。上大屏之前请填写。</translation>
    </message>
    <message>
        <source>This could not be kept on the disk: {why}</source>
        <translation>无法写入磁盘：{why}</translation>
    </message>
</context>
<context>
    <name>BaseMapRoom</name>
    <message>
        <source>Base map</source>
        <translation>底图</translation>
    </message>
    <message>
        <source>The source {trouble}</source>
        <translation>来源{trouble}</translation>
    </message>
    <message>
        <source>What is missing is drawn from the server&apos;s features; the source is asked again by itself.</source>
        <translation>缺少的部分以服务器矢量底图代替，稍后自动重试。</translation>
    </message>
</context>
<context>
    <name>CameraCard</name>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>online</source>
        <translation>在线</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>{heading}°, opening {field}°, {range} m</source>
        <translation>{heading}°，视角 {field}°，可见 {range} 米</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Looks</source>
        <translation>朝向</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
</context>
<context>
    <name>CaseCard</name>
    <message>
        <source>Stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>剩余</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
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
        <source>Grid</source>
        <translation>网格</translation>
    </message>
</context>
<context>
    <name>CityFiles</name>
    <message>
        <source>not fetched: the server cannot be reached</source>
        <translation>未获取：无法连接服务器</translation>
    </message>
    <message>
        <source>not fetched: the server failed</source>
        <translation>未获取：服务器出错</translation>
    </message>
    <message>
        <source>the server failed: those of before are kept</source>
        <translation>服务器出错：保留之前的数据</translation>
    </message>
    <message>
        <source>not shown: what came is cut short</source>
        <translation>未显示：数据不完整</translation>
    </message>
    <message>
        <source>cut short: those of before are kept</source>
        <translation>数据不完整：保留之前的数据</translation>
    </message>
    <message>
        <source>{n} areas, categories or plans could not be read and are left out.</source>
        <translation>{n} 条区划、类别或预案无法读取，已略过。</translation>
    </message>
    <message>
        <source>City data could not be fetched anew: what was known before is kept.</source>
        <translation>城市基础数据未能更新：保留之前的数据。</translation>
    </message>
    <message>
        <source>City data could not be fetched: only the usual layers are here.</source>
        <translation>城市基础数据未获取：仅有通用图层。</translation>
    </message>
    <message>
        <source>The city&apos;s own layers cannot be read: the usual ones stand in for them.</source>
        <translation>本市图层目录无法读取：暂用通用图层。</translation>
    </message>
    <message>
        <source>{n} odd rows of the city&apos;s layers are left out: {names}.</source>
        <translation>本市图层目录有 {n} 行异常，已略过：{names}。</translation>
    </message>
    <message>
        <source>{n} odd rows of the city&apos;s layers are left out.</source>
        <translation>本市图层目录有 {n} 行异常，已略过。</translation>
    </message>
</context>
<context>
    <name>ComponentCard</name>
    <message>
        <source>Component</source>
        <translation>部件</translation>
    </message>
    <message>
        <source>file is cut short or odd, nothing of it can be drawn</source>
        <translation>文件不完整或异常，无法显示</translation>
    </message>
    <message>
        <source>no numbers</source>
        <translation>坐标无效</translation>
    </message>
    <message>
        <source>at (0, 0)</source>
        <translation>坐标为 (0, 0)</translation>
    </message>
    <message>
        <source>not in the city</source>
        <translation>不在本市范围内</translation>
    </message>
    <message>
        <source>a state that nobody knows</source>
        <translation>状态未知</translation>
    </message>
    <message>
        <source>a category that nobody knows</source>
        <translation>类别未知</translation>
    </message>
    <message>
        <source>file is cut short or odd, the old picture is kept</source>
        <translation>数据不完整或有误，保留原图</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>小类代码</translation>
    </message>
    <message>
        <source>Major category</source>
        <translation>大类</translation>
    </message>
    <message>
        <source>Maintained by</source>
        <translation>管养单位</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>intact</source>
        <translation>完好</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>破损</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>丢失</translation>
    </message>
    <message>
        <source>abandoned</source>
        <translation>废弃</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>移除</translation>
    </message>
</context>
<context>
    <name>ComponentSearch</name>
    <message>
        <source>component</source>
        <translation>部件</translation>
    </message>
</context>
<context>
    <name>CrowdList</name>
    <message>
        <source>{count} units here, the upper {shown} listed</source>
        <translation>此处有 {count} 个单位，列出最上面 {shown} 个</translation>
    </message>
    <message>
        <source>{count} units here</source>
        <translation>此处有 {count} 个单位</translation>
    </message>
</context>
<context>
    <name>CurrentLayer</name>
    <message>
        <source>No layer chosen</source>
        <translation>未选图层</translation>
    </message>
    <message>
        <source>Nothing beside it lies at the same height.</source>
        <translation>旁边没有与它同一层次的图层。</translation>
    </message>
    <message>
        <source>Alarms always lie above everything.</source>
        <translation>告警始终在最上层。</translation>
    </message>
    <message>
        <source>Units lie together; move the whole group.</source>
        <translation>力量同在一层，请移动整组。</translation>
    </message>
    <message>
        <source>These lie together; move the whole group.</source>
        <translation>这些图层同在一层，请移动整组。</translation>
    </message>
    <message>
        <source>Heat always lies under lines and marks.</source>
        <translation>热力图始终在线条和标记之下。</translation>
    </message>
    <message>
        <source>The larger area always lies above the smaller.</source>
        <translation>大区域的界线始终在小区域之上。</translation>
    </message>
    <message>
        <source>A tint always lies on the base map, under all else.</source>
        <translation>填色始终在底图之上、其他内容之下。</translation>
    </message>
    <message>
        <source>The base map always lies lowest.</source>
        <translation>底图始终在最下层。</translation>
    </message>
    <message>
        <source>Opacity of the chosen layer or group</source>
        <translation>所选图层或图层组的不透明度</translation>
    </message>
</context>
<context>
    <name>FenceCard</name>
    <message>
        <source>Its alarms</source>
        <translation>相关告警</translation>
    </message>
    <message>
        <source>Nobody is there</source>
        <translation>当前无人</translation>
    </message>
    <message>
        <source>Units on duty with a fresh position are shown.</source>
        <translation>此处列出在岗且定位有效的人员和车辆。</translation>
    </message>
    <message>
        <source>No alarm</source>
        <translation>无告警</translation>
    </message>
    <message>
        <source>Alarms of the last 24 hours stand here.</source>
        <translation>此处列出最近 24 小时的告警。</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Close the fence</source>
        <translation>关闭围栏</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Reason, Enter closes the fence</source>
        <translation>填写原因，回车关闭围栏</translation>
    </message>
</context>
<context>
    <name>FenceDesk</name>
    <message>
        <source>&amp;List of fences</source>
        <translation>围栏列表(&amp;L)</translation>
    </message>
    <message>
        <source>New &amp;zone</source>
        <translation>新建区域(&amp;Z)</translation>
    </message>
    <message>
        <source>New &amp;route</source>
        <translation>新建线路(&amp;R)</translation>
    </message>
    <message>
        <source>Fences and routes</source>
        <translation>围栏与线路</translation>
    </message>
    <message>
        <source>The map shows the past. Go back to the present first.</source>
        <translation>地图正在回放历史，请先返回实时。</translation>
    </message>
    <message>
        <source>Only a duty leader or an administrator makes fences.</source>
        <translation>只有值班领导或管理员可以建立围栏。</translation>
    </message>
    <message>
        <source>Click the corners on the map. Double click or Enter ends, Esc gives up.</source>
        <translation>在地图上依次点击角点，双击或回车结束，Esc 放弃。</translation>
    </message>
</context>
<context>
    <name>FenceForm</name>
    <message>
        <source>New fence</source>
        <translation>新建围栏</translation>
    </message>
    <message>
        <source>Change the fence</source>
        <translation>修改围栏</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Call signs</source>
        <translation>呼号</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>告警等级</translation>
    </message>
    <message>
        <source>Corridor, m</source>
        <translation>走廊宽度（米）</translation>
    </message>
    <message>
        <source>Back within, min</source>
        <translation>返回时限（分钟）</translation>
    </message>
    <message>
        <source>Severe after, min</source>
        <translation>严重时限（分钟）</translation>
    </message>
    <message>
        <source>From</source>
        <translation>起</translation>
    </message>
    <message>
        <source>To</source>
        <translation>止</translation>
    </message>
    <message>
        <source>All, or by call sign</source>
        <translation>全部，或按呼号</translation>
    </message>
    <message>
        <source>Z-01 Z-02 …</source>
        <translation>Z-01 Z-02 …</translation>
    </message>
    <message>
        <source>HH:mm, empty: always</source>
        <translation>时:分，留空为全天</translation>
    </message>
    <message>
        <source>Make the fence</source>
        <translation>建立围栏</translation>
    </message>
    <message>
        <source>Save the changes</source>
        <translation>保存修改</translation>
    </message>
    <message>
        <source>Draw again</source>
        <translation>重新绘制</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>FencePanel</name>
    <message>
        <source>Fences and routes</source>
        <translation>围栏与线路</translation>
    </message>
    <message>
        <source>New zone</source>
        <translation>新建区域</translation>
    </message>
    <message>
        <source>New route</source>
        <translation>新建线路</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>There is no fence</source>
        <translation>暂无围栏</translation>
    </message>
    <message>
        <source>A duty leader draws zones and routes on the map.</source>
        <translation>由值班领导在地图上绘制区域和线路。</translation>
    </message>
    <message>
        <source>breached</source>
        <translation>越界</translation>
    </message>
</context>
<context>
    <name>FenceWords</name>
    <message>
        <source>at all times</source>
        <translation>全天</translation>
    </message>
    <message>
        <source>all units</source>
        <translation>全部人员和车辆</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>等 {n} 项</translation>
    </message>
    <message>
        <source>on the route</source>
        <translation>在线路上</translation>
    </message>
    <message>
        <source>{distance} off</source>
        <translation>偏离 {distance}</translation>
    </message>
    <message>
        <source>inside</source>
        <translation>在内</translation>
    </message>
    <message>
        <source>outside</source>
        <translation>在外</translation>
    </message>
    <message>
        <source>{n} inside now</source>
        <translation>当前在内 {n}</translation>
    </message>
    <message>
        <source>{n} outside now, {m} inside</source>
        <translation>当前在外 {n}，在内 {m}</translation>
    </message>
    <message>
        <source>{n} off the route now, {m} on it</source>
        <translation>当前偏离 {n}，在线路上 {m}</translation>
    </message>
    <message>
        <source>Those {n} raise no alarm until they left and came again.</source>
        <translation>这 {n} 个不告警，驶出后再次驶入才告警。</translation>
    </message>
    <message>
        <source>Those {n} raise no alarm until they came in and left again.</source>
        <translation>这 {n} 个不告警，驶入后再次驶出才告警。</translation>
    </message>
    <message>
        <source>Those {n} raise no alarm until they were on the route once.</source>
        <translation>这 {n} 个不告警，回到线路上一次后再偏离才告警。</translation>
    </message>
    <message>
        <source>came back</source>
        <translation>已返回</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>For</source>
        <translation>适用对象</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>生效时段</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>告警等级</translation>
    </message>
    <message>
        <source>Corridor</source>
        <translation>走廊宽度</translation>
    </message>
    <message>
        <source>Ends, back in</source>
        <translation>返回时限</translation>
    </message>
    <message>
        <source>Severe after</source>
        <translation>严重时限</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} 分钟</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>所属区域</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>创建</translation>
    </message>
</context>
<context>
    <name>Gather</name>
    <message>
        <source>&amp;Circle</source>
        <translation>圆形(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Polygon</source>
        <translation>多边形(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Box</source>
        <translation>矩形(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Lasso</source>
        <translation>套索(&amp;L)</translation>
    </message>
    <message>
        <source>Gather units</source>
        <translation>圈选单位</translation>
    </message>
    <message>
        <source>Temporary group {time}</source>
        <translation>临时组 {time}</translation>
    </message>
</context>
<context>
    <name>InsidePanel</name>
    <message>
        <source>Text to all of them</source>
        <translation>发给圈内全部单位的文字</translation>
    </message>
    <message>
        <source>Name of a temporary group</source>
        <translation>临时组名称</translation>
    </message>
    <message>
        <source>Form a temporary group</source>
        <translation>建立临时组</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新统计</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Nobody is inside</source>
        <translation>圈内无人</translation>
    </message>
    <message>
        <source>Units on duty with a position are counted.</source>
        <translation>统计在岗且有位置的单位。</translation>
    </message>
    <message>
        <source>{n} units inside</source>
        <translation>圈内 {n} 个单位</translation>
    </message>
    <message>
        <source>Broadcast to {n}</source>
        <translation>向 {n} 个单位广播</translation>
    </message>
</context>
<context>
    <name>LayerBar</name>
    <message>
        <source>All streets</source>
        <translation>全部街道</translation>
    </message>
    <message>
        <source>Officers</source>
        <translation>队员</translation>
    </message>
    <message>
        <source>Collectors</source>
        <translation>采集员</translation>
    </message>
    <message>
        <source>Vehicles</source>
        <translation>车辆</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>案件</translation>
    </message>
    <message>
        <source>Low points</source>
        <translation>低洼点</translation>
    </message>
    <message>
        <source>Rain</source>
        <translation>雨量</translation>
    </message>
    <message>
        <source>Grids</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Show or hide: {layer}</source>
        <translation>显示或隐藏：{layer}</translation>
    </message>
    <message>
        <source>All on duty</source>
        <translation>全部在岗</translation>
    </message>
    <message>
        <source>Units of this status</source>
        <translation>只看这种状态的力量</translation>
    </message>
    <message>
        <source>Things of this street</source>
        <translation>只看这个街道</translation>
    </message>
</context>
<context>
    <name>LayerDrawer</name>
    <message>
        <source>{on} of {all} on</source>
        <translation>已开 {on} / {all}</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Nothing found. Try Chinese, English, pinyin or initials; Esc clears.</source>
        <translation>未找到图层。可用中文、英文、拼音或首字母；Esc 清除。</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>图例</translation>
    </message>
    <message>
        <source>Layer, pinyin or initials</source>
        <translation>图层名、拼音或首字母</translation>
    </message>
    <message>
        <source>Legend on the map</source>
        <translation>在地图上显示图例</translation>
    </message>
    <message>
        <source>Space switches, Alt+Up and Alt+Down put a layer above or below</source>
        <translation>空格开关，Alt+↑、Alt+↓ 调整上下次序</translation>
    </message>
</context>
<context>
    <name>LayerHealth</name>
    <message>
        <source>{what} (since {time})</source>
        <translation>{what}（{time} 起）</translation>
    </message>
    <message>
        <source>{n} left out: no place on the map</source>
        <translation>{n} 条未画：不在地图范围内</translation>
    </message>
    <message>
        <source>delivery cut short or odd: nothing of it can be drawn</source>
        <translation>数据不完整或异常：无法显示</translation>
    </message>
    <message>
        <source>delivery cut short or odd: the old picture is kept</source>
        <translation>数据不完整或有误：保留原图</translation>
    </message>
</context>
<context>
    <name>LayerTools</name>
    <message>
        <source>Layers</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>not fetched: the server cannot be reached</source>
        <translation>未获取：无法连接服务器</translation>
    </message>
    <message>
        <source>not shown: this machine could not prepare them</source>
        <translation>未显示：本机未能处理</translation>
    </message>
    <message>
        <source>not shown: what came is cut short</source>
        <translation>未显示：数据不完整</translation>
    </message>
    <message>
        <source>cut short: {n} of {all} did not come</source>
        <translation>数据不完整：缺 {n} / {all} 个</translation>
    </message>
    <message>
        <source>{n} of {all} points left out or not known: {why}</source>
        <translation>{all} 个点中有 {n} 个未画或无法识别：{why}</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>图例</translation>
    </message>
</context>
<context>
    <name>LeftLists</name>
    <message>
        <source>reviews late: {n}</source>
        <translation>复评过期 {n} 项</translation>
    </message>
    <message>
        <source>{n} over the limit, open</source>
        <translation>超限未封 {n}</translation>
    </message>
    <message>
        <source>{n} closed</source>
        <translation>封闭 {n}</translation>
    </message>
    <message>
        <source>Replay: as it stood then</source>
        <translation>回放：当时状态</translation>
    </message>
    <message>
        <source>Open cases</source>
        <translation>在办案件</translation>
    </message>
    <message>
        <source>by deadline</source>
        <translation>按到期</translation>
    </message>
    <message>
        <source>Low points</source>
        <translation>低洼点</translation>
    </message>
    <message>
        <source>Risks</source>
        <translation>风险</translation>
    </message>
    <message>
        <source>No risk is listed here</source>
        <translation>这里没有风险点</translation>
    </message>
    <message>
        <source>The area&apos;s risk list stands here.</source>
        <translation>辖区风险清单显示在这里。</translation>
    </message>
    <message>
        <source>No open case here</source>
        <translation>这里没有在办案件</translation>
    </message>
    <message>
        <source>Cases appear when they are reported, filed or opened by hand.</source>
        <translation>案件上报、立案或人工新建后显示在这里。</translation>
    </message>
    <message>
        <source>No low point here</source>
        <translation>这里没有低洼点</translation>
    </message>
    <message>
        <source>Underpasses and low roads of the area stand here.</source>
        <translation>辖区内的下穿通道和低洼路段显示在这里。</translation>
    </message>
    <message>
        <source>Over {clock}</source>
        <translation>超时 {clock}</translation>
    </message>
    <message>
        <source>{clock} left</source>
        <translation>余 {clock}</translation>
    </message>
    <message>
        <source>up {n} cm/10 min</source>
        <translation>10 分钟升 {n} cm</translation>
    </message>
    <message>
        <source>down {n} cm/10 min</source>
        <translation>10 分钟降 {n} cm</translation>
    </message>
    <message>
        <source>steady</source>
        <translation>平稳</translation>
    </message>
    <message>
        <source>over the limit, open</source>
        <translation>超限未封</translation>
    </message>
    <message>
        <source>closed since {time}</source>
        <translation>{time} 起封闭</translation>
    </message>
</context>
<context>
    <name>Legend</name>
    <message>
        <source>{layers}: {state}</source>
        <translation>{layers}：{state}</translation>
    </message>
    <message>
        <source>Position fresh, ageing, too old, lost</source>
        <translation>位置：最新、变旧、过旧、失联</translation>
    </message>
    <message>
        <source>Position late, jumped</source>
        <translation>位置：迟到、跳变</translation>
    </message>
    <message>
        <source>Case overdue</source>
        <translation>案卷已超时</translation>
    </message>
    <message>
        <source>Case soon overdue</source>
        <translation>案卷即将超时</translation>
    </message>
    <message>
        <source>Case in time</source>
        <translation>案卷未到时限</translation>
    </message>
    <message>
        <source>Nobody sent yet</source>
        <translation>尚未派人</translation>
    </message>
    <message>
        <source>Water at closing depth</source>
        <translation>积水达到封闭水深</translation>
    </message>
    <message>
        <source>Water from 70 %</source>
        <translation>积水达到七成</translation>
    </message>
    <message>
        <source>Water from 40 %</source>
        <translation>积水达到四成</translation>
    </message>
    <message>
        <source>Water below that</source>
        <translation>积水在四成以下</translation>
    </message>
    <message>
        <source>SOS</source>
        <translation>紧急求助</translation>
    </message>
    <message>
        <source>Open alarm, by level</source>
        <translation>未关闭告警（按等级）</translation>
    </message>
    <message>
        <source>Camera offline</source>
        <translation>摄像机离线</translation>
    </message>
    <message>
        <source>Fence with an open alarm, by level</source>
        <translation>有告警的围栏（按等级）</translation>
    </message>
    <message>
        <source>Track: standing, slow, usual, fast</source>
        <translation>轨迹：停、慢、正常、快</translation>
    </message>
    <message>
        <source>Heat of cases: full colour is {full} at one place</source>
        <translation>案卷热力：满色为一处 {full} 件</translation>
    </message>
</context>
<context>
    <name>LowPointCard</name>
    <message>
        <source>steady</source>
        <translation>平稳</translation>
    </message>
    <message>
        <source>up {n} cm/10 min</source>
        <translation>10 分钟升 {n} cm</translation>
    </message>
    <message>
        <source>down {n} cm/10 min</source>
        <translation>10 分钟降 {n} cm</translation>
    </message>
    <message>
        <source>over the limit, open</source>
        <translation>超限未封</translation>
    </message>
    <message>
        <source>open</source>
        <translation>通行</translation>
    </message>
    <message>
        <source>closed since {time}</source>
        <translation>{time} 起封闭</translation>
    </message>
    <message>
        <source>{age} ago</source>
        <translation>{age}前</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>水深</translation>
    </message>
    <message>
        <source>Trend</source>
        <translation>趋势</translation>
    </message>
    <message>
        <source>Road</source>
        <translation>道路</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>测得</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
</context>
<context>
    <name>MapSearch</name>
    <message>
        <source>Name, address, code, coordinates</source>
        <translation>名称、地址、编码、坐标</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>Names, codes, pinyin and initials are searched.</source>
        <translation>可用名称、编码、拼音或首字母查找。</translation>
    </message>
    <message>
        <source>unit</source>
        <translation>力量</translation>
    </message>
    <message>
        <source>case</source>
        <translation>案件</translation>
    </message>
    <message>
        <source>camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>low point</source>
        <translation>低洼点</translation>
    </message>
    <message>
        <source>area</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>road</source>
        <translation>道路</translation>
    </message>
    <message>
        <source>landmark</source>
        <translation>地标</translation>
    </message>
    <message>
        <source>fence</source>
        <translation>围栏</translation>
    </message>
    <message>
        <source>risk</source>
        <translation>风险</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>图层</translation>
    </message>
</context>
<context>
    <name>MapViewsPanel</name>
    <message>
        <source>Map views</source>
        <translation>常用视图</translation>
    </message>
    <message>
        <source>No view is saved</source>
        <translation>还没有保存的视图</translation>
    </message>
    <message>
        <source>A view keeps where the map looks, its layers and what narrows it.</source>
        <translation>视图记住地图的位置、图层和筛选条件。</translation>
    </message>
    <message>
        <source>Name of this view</source>
        <translation>此视图的名称</translation>
    </message>
    <message>
        <source>Save this view</source>
        <translation>保存当前视图</translation>
    </message>
    <message>
        <source>Share with every seat</source>
        <translation>共享给各席位</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>{n} layers, zoom {zoom}</source>
        <translation>{n} 个图层，{zoom} 级</translation>
    </message>
    <message>
        <source>shared by {name}</source>
        <translation>{name} 共享</translation>
    </message>
    <message>
        <source>own</source>
        <translation>自己的</translation>
    </message>
</context>
<context>
    <name>MapViewsRoom</name>
    <message>
        <source>Map views</source>
        <translation>常用视图</translation>
    </message>
    <message>
        <source>Deleted: {name}</source>
        <translation>已删除：{name}</translation>
    </message>
</context>
<context>
    <name>Measure</name>
    <message>
        <source>&amp;Distance</source>
        <translation>距离(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Area</source>
        <translation>面积(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Take away</source>
        <translation>清除(&amp;T)</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>测量</translation>
    </message>
</context>
<context>
    <name>Misplaced</name>
    <message>
        <source>{n} left out: at (0, 0) or not in the city</source>
        <translation>{n} 个未显示：在 (0, 0) 或市外</translation>
    </message>
    <message>
        <source>{n} outlines left out: a point of them is at (0, 0) or not in the city</source>
        <translation>{n} 个边界未显示：有点在 (0, 0) 或市外</translation>
    </message>
</context>
<context>
    <name>NearLists</name>
    <message>
        <source>Nearest units by road</source>
        <translation>附近力量（按道路）</translation>
    </message>
    <message>
        <source>Nearest units by air</source>
        <translation>附近力量（按直线）</translation>
    </message>
    <message>
        <source>No unit on duty has a position.</source>
        <translation>没有在岗且有位置的力量。</translation>
    </message>
    <message>
        <source>Nearest cameras by road</source>
        <translation>附近摄像头（按道路）</translation>
    </message>
    <message>
        <source>Nearest cameras by air</source>
        <translation>附近摄像头（按直线）</translation>
    </message>
    <message>
        <source>There is no camera.</source>
        <translation>没有摄像头。</translation>
    </message>
    <message>
        <source>The nearest {n}</source>
        <translation>显示最近 {n} 个</translation>
    </message>
    <message>
        <source>Only the nearest {n}</source>
        <translation>只显示最近 {n} 个</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>air {distance}</source>
        <translation>直线 {distance}</translation>
    </message>
    <message>
        <source>no open road</source>
        <translation>道路不通</translation>
    </message>
    <message>
        <source>around closed roads +{time}</source>
        <translation>绕行封闭路段 +{time}</translation>
    </message>
</context>
<context>
    <name>PlaceMenu</name>
    <message>
        <source>New &amp;case here</source>
        <translation>在此新建案件(&amp;C)</translation>
    </message>
    <message>
        <source>Nearest &amp;units</source>
        <translation>附近力量(&amp;U)</translation>
    </message>
    <message>
        <source>Nearest ca&amp;meras</source>
        <translation>附近摄像头(&amp;M)</translation>
    </message>
    <message>
        <source>What is &amp;here</source>
        <translation>此处是何地(&amp;H)</translation>
    </message>
    <message>
        <source>Copy c&amp;oordinates</source>
        <translation>复制坐标(&amp;O)</translation>
    </message>
</context>
<context>
    <name>PlaceSearch</name>
    <message>
        <source>address</source>
        <translation>地址</translation>
    </message>
</context>
<context>
    <name>Pointing</name>
    <message>
        <source>Click the place of the new case on the map.</source>
        <translation>请在地图上点选新案件的位置。</translation>
    </message>
</context>
<context>
    <name>PrintRoom</name>
    <message>
        <source>The map gave no picture. Try again in a moment.</source>
        <translation>地图未能生成图片，请稍后再试。</translation>
    </message>
    <message>
        <source>Copy or print the map</source>
        <translation>复制或打印地图</translation>
    </message>
    <message>
        <source>&amp;Copy the picture</source>
        <translation>复制图片(&amp;C)</translation>
    </message>
    <message>
        <source>Save as &amp;PNG …</source>
        <translation>存为 PNG(&amp;P)…</translation>
    </message>
    <message>
        <source>Save as P&amp;DF …</source>
        <translation>存为 PDF(&amp;D)…</translation>
    </message>
    <message>
        <source>P&amp;rint …</source>
        <translation>打印(&amp;R)…</translation>
    </message>
    <message>
        <source>Replay of {then}, printed {now}</source>
        <translation>回放 {then}，打印于 {now}</translation>
    </message>
    <message>
        <source>As of {time}</source>
        <translation>截至 {time}</translation>
    </message>
    <message>
        <source>{city}: fictional, synthetic map</source>
        <translation>{city}：虚构城市，合成地图</translation>
    </message>
    <message>
        <source>Map of {city}</source>
        <translation>{city}地图</translation>
    </message>
    <message>
        <source>Sent by {who}</source>
        <translation>发送：{who}</translation>
    </message>
    <message>
        <source>Scale 1 : {n}</source>
        <translation>比例尺 1 : {n}</translation>
    </message>
    <message>
        <source>REPLAY, not live</source>
        <translation>回放，非实时</translation>
    </message>
    <message>
        <source>DRILL</source>
        <translation>演练</translation>
    </message>
    <message>
        <source>OFFLINE: as last known</source>
        <translation>离线：最后已知状态</translation>
    </message>
    <message>
        <source>DEMO</source>
        <translation>演示</translation>
    </message>
    <message>
        <source>The picture of the map is on the clipboard.</source>
        <translation>地图图片已复制到剪贴板。</translation>
    </message>
    <message>
        <source>The printer took nothing.</source>
        <translation>打印机未接收。</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>已保存：{file}</translation>
    </message>
    <message>
        <source>This could not be written: {file}</source>
        <translation>无法写入：{file}</translation>
    </message>
    <message>
        <source>Save the map</source>
        <translation>保存地图</translation>
    </message>
</context>
<context>
    <name>ReplayRoom</name>
    <message>
        <source>No further event is known.</source>
        <translation>没有更多事件。</translation>
    </message>
    <message>
        <source>Time slider: the last hours again</source>
        <translation>时间轴：回放过去的时段</translation>
    </message>
    <message>
        <source>REPLAY {time} · the past is being fetched · not live</source>
        <translation>回放 {time} · 正在读取历史 · 非实时</translation>
    </message>
    <message>
        <source>REPLAY {time} ×{speed} · not live</source>
        <translation>回放 {time} ×{speed} · 非实时</translation>
    </message>
    <message>
        <source>REPLAY {time} paused · not live</source>
        <translation>回放 {time} 已暂停 · 非实时</translation>
    </message>
    <message>
        <source>Nothing is recorded yet.</source>
        <translation>尚无记录。</translation>
    </message>
    <message>
        <source>Recorded since {time}, kept for {hours} h, a position every {spacing} s</source>
        <translation>自 {time} 起有记录，保存 {hours} 小时，定位间隔 {spacing} 秒</translation>
    </message>
</context>
<context>
    <name>ReplayStrip</name>
    <message>
        <source>Previous event</source>
        <translation>上一事件</translation>
    </message>
    <message>
        <source>Next event</source>
        <translation>下一事件</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>减速</translation>
    </message>
    <message>
        <source>Faster</source>
        <translation>加速</translation>
    </message>
    <message>
        <source>LIVE</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>Back to the present</source>
        <translation>回到实时</translation>
    </message>
    <message>
        <source>City seconds per second</source>
        <translation>回放倍速</translation>
    </message>
    <message>
        <source>Go to a time</source>
        <translation>跳转到时间</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
</context>
<context>
    <name>RiskCard</name>
    <message>
        <source>{day}, late</source>
        <translation>{day}，已过期</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>分值</translation>
    </message>
    <message>
        <source>Assessed</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>复评</translation>
    </message>
    <message>
        <source>Responsible</source>
        <translation>责任人</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Measures</source>
        <translation>措施</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>review was due {day}</source>
        <translation>复评已过 {day}</translation>
    </message>
    <message>
        <source>review {day}</source>
        <translation>复评 {day}</translation>
    </message>
</context>
<context>
    <name>RiskForm</name>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Likelihood L</source>
        <translation>可能性 L</translation>
    </message>
    <message>
        <source>Exposure E</source>
        <translation>暴露 E</translation>
    </message>
    <message>
        <source>Consequence C</source>
        <translation>后果 C</translation>
    </message>
    <message>
        <source>Next review</source>
        <translation>下次复评</translation>
    </message>
    <message>
        <source>LEC</source>
        <translation>LEC 法</translation>
    </message>
    <message>
        <source>Matrix</source>
        <translation>风险矩阵</translation>
    </message>
    <message>
        <source>in {n} days</source>
        <translation>{n} 天后</translation>
    </message>
    <message>
        <source>Assess</source>
        <translation>评估</translation>
    </message>
</context>
<context>
    <name>SetBox</name>
    <message>
        <source>Own choice</source>
        <translation>自选图层</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Name of this choice, Enter saves</source>
        <translation>方案名称，回车保存</translation>
    </message>
    <message>
        <source>Sets of layers by duty</source>
        <translation>按任务的图层方案</translation>
    </message>
    <message>
        <source>Save what is on as a set of your own</source>
        <translation>把当前打开的图层存为自己的方案</translation>
    </message>
    <message>
        <source>Delete this set of your own</source>
        <translation>删除自己的这个方案</translation>
    </message>
</context>
<context>
    <name>SituationScreen</name>
    <message>
        <source>Situation</source>
        <translation>一张图</translation>
    </message>
    <message>
        <source>Search on the map</source>
        <translation>在地图上查找</translation>
    </message>
    <message>
        <source>Show the whole city</source>
        <translation>显示全市</translation>
    </message>
    <message>
        <source>{city}: fictional, synthetic map</source>
        <translation>{city}：虚构城市，合成地图</translation>
    </message>
    <message>
        <source>Map of {city}</source>
        <translation>{city}地图</translation>
    </message>
</context>
<context>
    <name>SourceForm</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Names on it (address)</source>
        <translation>注记图层地址</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>密钥（tk）</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>切片方案</translation>
    </message>
    <message>
        <source>Datum</source>
        <translation>坐标系</translation>
    </message>
    <message>
        <source>Levels from / to</source>
        <translation>起止级别</translation>
    </message>
    <message>
        <source>In the night theme</source>
        <translation>夜间主题下</translation>
    </message>
    <message>
        <source>Attribution</source>
        <translation>版权标注</translation>
    </message>
    <message>
        <source>Review number</source>
        <translation>审图号</translation>
    </message>
    <message>
        <source>Rows are counted from the south (TMS)</source>
        <translation>行号自南向北（TMS）</translation>
    </message>
    <message>
        <source>The pictures name streets and places themselves</source>
        <translation>图片自带地名、路名注记</translation>
    </message>
    <message>
        <source>Required for a public display</source>
        <translation>公开展示必填</translation>
    </message>
    <message>
        <source>Browse …</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>试取一张</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>MBTiles file, or a folder of them</source>
        <translation>MBTiles 文件（或其所在文件夹）</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>服务地址</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址模板</translation>
    </message>
</context>
<context>
    <name>Spot</name>
    <message>
        <source>in no grid of this city</source>
        <translation>不在本市任何网格内</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Grid code</source>
        <translation>网格编码</translation>
    </message>
    <message>
        <source>Responsible</source>
        <translation>责任人</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
</context>
<context>
    <name>ThingDesk</name>
    <message>
        <source>No position is known yet.</source>
        <translation>还没有位置。</translation>
    </message>
    <message>
        <source>Who could go</source>
        <translation>可派力量</translation>
    </message>
    <message>
        <source>Nobody is free and in reach.</source>
        <translation>没有空闲且可联系的力量。</translation>
    </message>
    <message>
        <source>Cases to go to</source>
        <translation>可前往的案件</translation>
    </message>
    <message>
        <source>This unit cannot be sent now.</source>
        <translation>这支力量现在不能派出。</translation>
    </message>
    <message>
        <source>No case waits for dispatch.</source>
        <translation>没有待派遣的案件。</translation>
    </message>
    <message>
        <source>Send {unit} to {case}</source>
        <translation>派 {unit} 前往 {case}</translation>
    </message>
</context>
<context>
    <name>ThingPanel</name>
    <message>
        <source>{depth} cm, closes at {limit} cm</source>
        <translation>{depth} cm，达 {limit} cm 封闭</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>跟随</translation>
    </message>
    <message>
        <source>Follow again (the view is held)</source>
        <translation>恢复跟随（视图已锁定）</translation>
    </message>
    <message>
        <source>Stop following</source>
        <translation>停止跟随</translation>
    </message>
    <message>
        <source>Hide the track</source>
        <translation>隐藏轨迹</translation>
    </message>
    <message>
        <source>Track and speed</source>
        <translation>轨迹与速度</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>发消息</translation>
    </message>
    <message>
        <source>Dispatch to …</source>
        <translation>派遣到…</translation>
    </message>
    <message>
        <source>Nearest cameras</source>
        <translation>附近摄像头</translation>
    </message>
    <message>
        <source>Nearest units</source>
        <translation>附近力量</translation>
    </message>
    <message>
        <source>Open the case</source>
        <translation>打开案卷</translation>
    </message>
    <message>
        <source>Assess anew</source>
        <translation>重新评估</translation>
    </message>
    <message>
        <source>Replay: this is how it stood then. Orders are given in the present: key End.</source>
        <translation>回放：此为当时状态，不能下达命令。按 End 键回到实时。</translation>
    </message>
    <message>
        <source>Text, Enter sends, Esc gives up</source>
        <translation>输入消息，回车发送，Esc 取消</translation>
    </message>
    <message>
        <source>Nothing is selected</source>
        <translation>未选中任何对象</translation>
    </message>
    <message>
        <source>Click a unit, a case, a camera, a low point or a grid on the map, or press / to search.</source>
        <translation>在地图上点选队员、车辆、案件、摄像头、低洼点或网格，或按 / 查找。</translation>
    </message>
</context>
<context>
    <name>TrackStrip</name>
    <message>
        <source>{n} km/h</source>
        <translation>{n} 公里/小时</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} 分钟</translation>
    </message>
    <message>
        <source>{n} h</source>
        <translation>{n} 小时</translation>
    </message>
    <message>
        <source>Hide the track</source>
        <translation>隐藏轨迹</translation>
    </message>
    <message>
        <source>No way is known in these hours</source>
        <translation>该时段没有轨迹</translation>
    </message>
    <message>
        <source>Choose a longer span, or wait until the unit moves.</source>
        <translation>请选择更长的时段，或等待其移动。</translation>
    </message>
    <message>
        <source>Speed of {unit}, km/h</source>
        <translation>{unit} 速度（公里/小时）</translation>
    </message>
    <message>
        <source>stops over 3 min: {n}</source>
        <translation>停留超过 3 分钟：{n} 次</translation>
    </message>
    <message>
        <source>bad points left out: {n}</source>
        <translation>剔除异常点：{n} 个</translation>
    </message>
</context>
<context>
    <name>TrialReport</name>
    <message>
        <source>Asking for a tile …</source>
        <translation>正在请求一张瓦片…</translation>
    </message>
    <message>
        <source>Layer {n}: the source {trouble}.</source>
        <translation>第 {n} 层：来源{trouble}。</translation>
    </message>
    <message>
        <source>Layer {n}: {kind}, {width} × {height} pixels, {kilobytes} kB, {time} ms, level {level}.</source>
        <translation>第 {n} 层：{kind}，{width} × {height} 像素，{kilobytes} kB，{time} 毫秒，第 {level} 级。</translation>
    </message>
</context>
<context>
    <name>UnitCard</name>
    <message>
        <source>Group</source>
        <translation>通话组</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>部门</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>班次</translation>
    </message>
    <message>
        <source>Carries</source>
        <translation>装备</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>{status}, case {number}</source>
        <translation>{status}&#x3000;案件 {number}</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>no position yet</source>
        <translation>尚无位置</translation>
    </message>
    <message>
        <source>{age} ago</source>
        <translation>{age}前</translation>
    </message>
    <message>
        <source>Battery {n} %</source>
        <translation>电量 {n} %</translation>
    </message>
    <message>
        <source>Signal {n}/5</source>
        <translation>信号 {n}/5</translation>
    </message>
    <message>
        <source>Terminal</source>
        <translation>终端</translation>
    </message>
</context>
<context>
    <name>base_map</name>
    <message>
        <source>Tianditu (WMTS)</source>
        <translation>天地图（WMTS）</translation>
    </message>
    <message>
        <source>Address of tiles (XYZ or WMTS)</source>
        <translation>瓦片地址（XYZ 或 WMTS）</translation>
    </message>
    <message>
        <source>MBTiles file</source>
        <translation>MBTiles 文件</translation>
    </message>
    <message>
        <source>Folder of tiles</source>
        <translation>瓦片文件夹</translation>
    </message>
    <message>
        <source>Streets and names (vec + cva)</source>
        <translation>矢量底图＋注记（vec + cva）</translation>
    </message>
    <message>
        <source>Satellite and names (img + cia)</source>
        <translation>影像底图＋注记（img + cia）</translation>
    </message>
    <message>
        <source>Terrain and names (ter + cta)</source>
        <translation>地形晕渲＋注记（ter + cta）</translation>
    </message>
    <message>
        <source>Web Mercator (w, EPSG:3857)</source>
        <translation>Web 墨卡托（w，EPSG:3857）</translation>
    </message>
    <message>
        <source>Latitude and longitude (c, EPSG:4490)</source>
        <translation>经纬度（c，EPSG:4490）</translation>
    </message>
    <message>
        <source>Darker</source>
        <translation>压暗</translation>
    </message>
    <message>
        <source>Light and dark exchanged</source>
        <translation>明暗反转</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>原样</translation>
    </message>
    <message>
        <source>has no tile here: outside its area or levels</source>
        <translation>在此处没有瓦片：超出范围或级别</translation>
    </message>
    <message>
        <source>does not answer in time</source>
        <translation>超时无应答</translation>
    </message>
    <message>
        <source>cannot be reached</source>
        <translation>无法连接</translation>
    </message>
    <message>
        <source>refuses: look at the key and its rights</source>
        <translation>拒绝访问：请检查密钥及其权限</translation>
    </message>
    <message>
        <source>points to another place, as a sign-in page does</source>
        <translation>被重定向到别处（如登录页）</translation>
    </message>
    <message>
        <source>reports a fault of its own</source>
        <translation>自身报错</translation>
    </message>
    <message>
        <source>sends something that is no picture</source>
        <translation>返回的不是图片</translation>
    </message>
    <message>
        <source>sends pictures that are cut short</source>
        <translation>返回的图片不完整</translation>
    </message>
    <message>
        <source>sends more than a tile can be</source>
        <translation>返回的数据超出瓦片应有大小</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>is left alone for a while</source>
        <translation>暂停请求，稍后自动重试</translation>
    </message>
    <message>
        <source>Give the source a name.</source>
        <translation>请填写名称。</translation>
    </message>
    <message>
        <source>Another source has this name.</source>
        <translation>已有同名来源。</translation>
    </message>
    <message>
        <source>The first level is deeper than the last.</source>
        <translation>起始级别大于终止级别。</translation>
    </message>
    <message>
        <source>There is no such folder.</source>
        <translation>没有这个文件夹。</translation>
    </message>
    <message>
        <source>Name an MBTiles file.</source>
        <translation>请指定 MBTiles 文件。</translation>
    </message>
    <message>
        <source>There is no such MBTiles file.</source>
        <translation>没有这个 MBTiles 文件。</translation>
    </message>
    <message>
        <source>This is no MBTiles file: {name}</source>
        <translation>这不是 MBTiles 文件：{name}</translation>
    </message>
    <message>
        <source>The address must begin with http:// or https:// and a host.</source>
        <translation>地址须以 http:// 或 https:// 及主机名开头。</translation>
    </message>
    <message>
        <source>The address must hold the placeholders {z}, {x} and {y}.</source>
        <translation>地址须含占位符 {z}、{x}、{y}。</translation>
    </message>
    <message>
        <source>The address holds a placeholder that is not known.</source>
        <translation>地址含有无法识别的占位符。</translation>
    </message>
    <message>
        <source>There is a key, but the address has no {key} for it.</source>
        <translation>填写了密钥，但地址中没有 {key} 占位符。</translation>
    </message>
</context>
</TS>
