<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Datum</name>
    <message>
        <source>GCJ-02 (phone maps)</source>
        <translation>GCJ-02（手机地图）</translation>
    </message>
</context>
<context>
    <name>problems</name>
    <message>
        <source>The server cannot be reached. Try again when the link is live.</source>
        <translation>无法连接服务器。请待链路恢复后重试。</translation>
    </message>
    <message>
        <source>Your sign-in has ended. Sign in again; orders that wait are kept.</source>
        <translation>登录已失效，请重新登录；待发送的指令已保留。</translation>
    </message>
    <message>
        <source>Sign in first.</source>
        <translation>请先登录。</translation>
    </message>
    <message>
        <source>Login or password is wrong.</source>
        <translation>账号或密码错误。</translation>
    </message>
    <message>
        <source>Too many attempts. Wait a minute, then try again.</source>
        <translation>尝试次数过多，请一分钟后再试。</translation>
    </message>
    <message>
        <source>Your role may not give this order.</source>
        <translation>您的角色无权下达此指令。</translation>
    </message>
    <message>
        <source>This lies outside your area.</source>
        <translation>不在您的管辖区域内。</translation>
    </message>
    <message>
        <source>This place lies outside the city.</source>
        <translation>该位置不在城市范围内。</translation>
    </message>
    <message>
        <source>There is no such area.</source>
        <translation>没有这个区域。</translation>
    </message>
    <message>
        <source>Somebody else changed this meanwhile. Look at its present state and decide again.</source>
        <translation>他人已先行修改，请查看当前状态后重新决定。</translation>
    </message>
    <message>
        <source>This order must name the version that it saw. Try again.</source>
        <translation>该指令缺少版本信息，请重试。</translation>
    </message>
    <message>
        <source>This order lacks its key. Try again.</source>
        <translation>该指令缺少唯一标识，请重试。</translation>
    </message>
    <message>
        <source>Another order used this key before. Give the order again.</source>
        <translation>该标识已被其他指令使用，请重新下达。</translation>
    </message>
    <message>
        <source>This is not there any more.</source>
        <translation>该对象已不存在。</translation>
    </message>
    <message>
        <source>Another one has that name or number already.</source>
        <translation>名称或编号已被占用。</translation>
    </message>
    <message>
        <source>The server did not understand this order.</source>
        <translation>服务器无法识别该指令。</translation>
    </message>
    <message>
        <source>The text has characters that cannot be kept.</source>
        <translation>内容含有无法保存的字符。</translation>
    </message>
    <message>
        <source>The server failed while it handled this. Nothing was changed; tell the administrator if it happens again.</source>
        <translation>服务器处理时出错，未作任何更改；如再次发生请告知管理员。</translation>
    </message>
    <message>
        <source>The server takes no more consoles at the moment; this one tries again by itself.</source>
        <translation>服务器连接数已满，本席位将自动重试。</translation>
    </message>
    <message>
        <source>This server has no city yet. The administrator has to load one.</source>
        <translation>服务器尚未载入城市数据，请联系管理员。</translation>
    </message>
    <message>
        <source>A file of the city is torn on the server. The administrator has to restore a backup.</source>
        <translation>服务器上的城市文件已损坏，需由管理员从备份恢复。</translation>
    </message>
    <message>
        <source>Nothing is recorded of that time.</source>
        <translation>该时间没有记录。</translation>
    </message>
    <message>
        <source>The record of that time cannot be read. The log says why.</source>
        <translation>该时间的记录无法读取，原因见日志。</translation>
    </message>
    <message>
        <source>That is too much at once: ask for a shorter time or a wider spacing.</source>
        <translation>一次读取过多：请缩短时间或加大间隔。</translation>
    </message>
    <message>
        <source>This server has a city already.</source>
        <translation>服务器已载入城市数据。</translation>
    </message>
    <message>
        <source>This computer&apos;s disk did not take the order, so it was not given. Free some space, then give it again.</source>
        <translation>本机磁盘无法保存该指令，指令未下达。请清理磁盘空间后重新下达。</translation>
    </message>
    <message>
        <source>This order waited too long and is not sent any more. See whether it was done; if not, give it again.</source>
        <translation>该指令等待过久，不再发送。请先核实是否已执行；如未执行，请重新下达。</translation>
    </message>
    <message>
        <source>This order may have reached the server already; it cannot be taken back.</source>
        <translation>该指令可能已送达服务器，无法撤回。</translation>
    </message>
    <message>
        <source>The case is in another stage by now; this order does not fit it.</source>
        <translation>案件已处于其他阶段，无法执行此操作。</translation>
    </message>
    <message>
        <source>Give a reason first.</source>
        <translation>请先填写理由。</translation>
    </message>
    <message>
        <source>A unit is on this case. Withdraw it first, then return the case.</source>
        <translation>案件已有处置力量，请先撤回再回退。</translation>
    </message>
    <message>
        <source>This department returned the case. Choose another one.</source>
        <translation>该单位已回退此案件，请另选单位。</translation>
    </message>
    <message>
        <source>There is no such department.</source>
        <translation>没有这个责任单位。</translation>
    </message>
    <message>
        <source>There is no such category.</source>
        <translation>没有这个类别。</translation>
    </message>
    <message>
        <source>Choose a filing standard of this category.</source>
        <translation>请选择该类别的立案标准。</translation>
    </message>
    <message>
        <source>There is no such unit.</source>
        <translation>没有这个力量。</translation>
    </message>
    <message>
        <source>This unit is off duty.</source>
        <translation>该力量已下班。</translation>
    </message>
    <message>
        <source>This unit is busy and cannot be sent.</source>
        <translation>该力量作业中，无法派遣。</translation>
    </message>
    <message>
        <source>This unit is on another case. Choose another one, or finish that case first.</source>
        <translation>该力量正在处置其他案件，请另选力量或先办结该案件。</translation>
    </message>
    <message>
        <source>There is no such kind of unit.</source>
        <translation>没有这种力量类型。</translation>
    </message>
    <message>
        <source>Choose a place on the map.</source>
        <translation>请在地图上选择位置。</translation>
    </message>
    <message>
        <source>This alarm is closed already.</source>
        <translation>该告警已关闭。</translation>
    </message>
    <message>
        <source>Somebody owns this alarm already.</source>
        <translation>该告警已被认领。</translation>
    </message>
    <message>
        <source>Only who owns this alarm may close it; a leader may take it over first.</source>
        <translation>只有认领人可以关闭此警报；领导可先接管。</translation>
    </message>
    <message>
        <source>A unit goes on duty, off duty, or is busy; a case or a plan moves it else.</source>
        <translation>力量只能上岗、下班或作业中；其余状态随案件或预案改变。</translation>
    </message>
    <message>
        <source>An area&apos;s code has 6, 9, 12 or 15 digits.</source>
        <translation>区域代码为 6、9、12 或 15 位数字。</translation>
    </message>
    <message>
        <source>This unit has another phone already. Replace that one, or choose another unit.</source>
        <translation>该力量已有另一部手机。请替换原手机，或选择其他力量。</translation>
    </message>
    <message>
        <source>Claim the alarm before you close it.</source>
        <translation>请先认领告警再关闭。</translation>
    </message>
    <message>
        <source>This warning is lifted already.</source>
        <translation>该预警已解除。</translation>
    </message>
    <message>
        <source>There is no such plan.</source>
        <translation>没有这个预案。</translation>
    </message>
    <message>
        <source>This response has ended.</source>
        <translation>该响应已终止。</translation>
    </message>
    <message>
        <source>This plan is running already.</source>
        <translation>该预案已在执行。</translation>
    </message>
    <message>
        <source>The response is at this level already.</source>
        <translation>响应已处于该级别。</translation>
    </message>
    <message>
        <source>There is no such task.</source>
        <translation>没有这个任务。</translation>
    </message>
    <message>
        <source>This task is marked already.</source>
        <translation>该任务已登记。</translation>
    </message>
    <message>
        <source>This step is not one of the method&apos;s own. Choose another.</source>
        <translation>该分值不在评估方法的取值表内，请另选。</translation>
    </message>
    <message>
        <source>The next review must lie ahead.</source>
        <translation>下次复评日期须在今天之后。</translation>
    </message>
    <message>
        <source>This road is closed already.</source>
        <translation>该道路已封闭。</translation>
    </message>
    <message>
        <source>This road is open already.</source>
        <translation>该道路已恢复通行。</translation>
    </message>
    <message>
        <source>Give the fence a name of up to 64 characters.</source>
        <translation>请填写围栏名称，不超过 64 个字。</translation>
    </message>
    <message>
        <source>Draw the fence on the map: a zone has three corners or more.</source>
        <translation>请在地图上绘制围栏：区域至少三个角点。</translation>
    </message>
    <message>
        <source>The border of the zone crosses itself. Draw it again.</source>
        <translation>区域边界自相交，请重新绘制。</translation>
    </message>
    <message>
        <source>Say which vehicles the route is for.</source>
        <translation>请选择适用于该线路的车辆。</translation>
    </message>
    <message>
        <source>The corridor is 20 to 5000 m, the times 0 to 1440 min.</source>
        <translation>走廊宽度须为 20 至 5000 米，时限须为 0 至 1440 分钟。</translation>
    </message>
    <message>
        <source>Give both hours of the fence, or none.</source>
        <translation>请同时填写起止时间，或都不填。</translation>
    </message>
    <message>
        <source>Give the view a name of up to 64 characters.</source>
        <translation>请为视图取名，不超过 64 个字。</translation>
    </message>
    <message>
        <source>The view looks at no place of the map.</source>
        <translation>视图的位置不在地图上。</translation>
    </message>
    <message>
        <source>The layers of the view are odd. Save it anew.</source>
        <translation>视图的图层有误，请重新保存。</translation>
    </message>
    <message>
        <source>This view has been deleted already.</source>
        <translation>该视图已被删除。</translation>
    </message>
    <message>
        <source>Only its owner or a leader deletes a shared view.</source>
        <translation>只有共享者本人或值班领导可以删除共享视图。</translation>
    </message>
    <message>
        <source>This fence is closed already.</source>
        <translation>该围栏已关闭。</translation>
    </message>
    <message>
        <source>Choose one unit or one group.</source>
        <translation>请选择一个力量或一个通话组。</translation>
    </message>
    <message>
        <source>This time lacks its zone.</source>
        <translation>该时间缺少时区。</translation>
    </message>
    <message>
        <source>The end lies before the beginning.</source>
        <translation>结束时间早于开始时间。</translation>
    </message>
    <message>
        <source>Ask for at most two hours of positions at a time.</source>
        <translation>一次最多查询两小时的位置。</translation>
    </message>
    <message>
        <source>Give the group a name.</source>
        <translation>请为群组命名。</translation>
    </message>
    <message>
        <source>Name at least one unit, and at most 500.</source>
        <translation>至少选择一个单位，一次至多 500 个单位。</translation>
    </message>
    <message>
        <source>Only a temporary group can be ended.</source>
        <translation>只有临时组可以结束。</translation>
    </message>
    <message>
        <source>This temporary group has been ended.</source>
        <translation>该临时组已结束。</translation>
    </message>
    <message>
        <source>This text was not sent to that unit.</source>
        <translation>该消息并未发送给这个力量。</translation>
    </message>
    <message>
        <source>There is no such group.</source>
        <translation>没有这个通话组。</translation>
    </message>
    <message>
        <source>Write a text first.</source>
        <translation>请先填写内容。</translation>
    </message>
    <message>
        <source>The text is too long.</source>
        <translation>内容过长。</translation>
    </message>
    <message>
        <source>The city runs between 1 and 60 times as fast as the wall clock.</source>
        <translation>城市时钟倍率须在 1 到 60 之间。</translation>
    </message>
    <message>
        <source>Only a demo city&apos;s clock can be set.</source>
        <translation>只有演示城市的时钟可以调整。</translation>
    </message>
    <message>
        <source>The password is too short.</source>
        <translation>密码过短。</translation>
    </message>
    <message>
        <source>Say where this is.</source>
        <translation>请说明地点。</translation>
    </message>
    <message>
        <source>Give a login.</source>
        <translation>请填写账号。</translation>
    </message>
    <message>
        <source>Give a callsign.</source>
        <translation>请填写呼号。</translation>
    </message>
    <message>
        <source>The server did not answer, so it is not known whether this was done. Refresh the list and see.</source>
        <translation>服务器没有回应，不知道是否已经办成。请刷新列表查看。</translation>
    </message>
    <message>
        <source>The server refused this ({code}): {sentence}</source>
        <translation>服务器拒绝了该请求（{code}）：{sentence}</translation>
    </message>
    <message>
        <source>Something went wrong that the log describes.</source>
        <translation>发生错误，详见日志。</translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>Collector</source>
        <translation>信息采集员</translation>
    </message>
    <message>
        <source>Officer</source>
        <translation>执法队员</translation>
    </message>
    <message>
        <source>Enforcement car</source>
        <translation>执法车</translation>
    </message>
    <message>
        <source>Sweeper</source>
        <translation>洗扫车</translation>
    </message>
    <message>
        <source>Bin truck</source>
        <translation>垃圾清运车</translation>
    </message>
    <message>
        <source>Pump truck</source>
        <translation>排涝泵车</translation>
    </message>
    <message>
        <source>Rescue truck</source>
        <translation>抢险车</translation>
    </message>
    <message>
        <source>Muck truck</source>
        <translation>渣土车</translation>
    </message>
    <message>
        <source>Off duty</source>
        <translation>下班</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>En route</source>
        <translation>前往中</translation>
    </message>
    <message>
        <source>On scene</source>
        <translation>已到场</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>作业中</translation>
    </message>
    <message>
        <source>Day shift, 08–16</source>
        <translation>白班 08–16</translation>
    </message>
    <message>
        <source>Evening shift, 16–24</source>
        <translation>中班 16–24</translation>
    </message>
    <message>
        <source>Night shift, 00–08</source>
        <translation>夜班 00–08</translation>
    </message>
    <message>
        <source>Fresh</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>Ageing</source>
        <translation>稍旧</translation>
    </message>
    <message>
        <source>Stale</source>
        <translation>非实时</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>失联</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>在线</translation>
    </message>
    <message>
        <source>Weak</source>
        <translation>信号或电量弱</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>To be accepted</source>
        <translation>待受理</translation>
    </message>
    <message>
        <source>To be filed</source>
        <translation>待立案</translation>
    </message>
    <message>
        <source>To be dispatched</source>
        <translation>待派遣</translation>
    </message>
    <message>
        <source>Being handled</source>
        <translation>处置中</translation>
    </message>
    <message>
        <source>To be verified</source>
        <translation>待核查</translation>
    </message>
    <message>
        <source>To be closed</source>
        <translation>待结案</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>已结案</translation>
    </message>
    <message>
        <source>Void</source>
        <translation>已作废</translation>
    </message>
    <message>
        <source>Collector&apos;s report</source>
        <translation>采集员上报</translation>
    </message>
    <message>
        <source>Hotline 12319</source>
        <translation>12319 热线</translation>
    </message>
    <message>
        <source>Hotline 12345</source>
        <translation>12345 热线</translation>
    </message>
    <message>
        <source>Transfer from 110</source>
        <translation>110 转办</translation>
    </message>
    <message>
        <source>Citizen&apos;s report</source>
        <translation>公众举报</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>视频发现</translation>
    </message>
    <message>
        <source>Leader&apos;s order</source>
        <translation>领导交办</translation>
    </message>
    <message>
        <source>Media</source>
        <translation>媒体曝光</translation>
    </message>
    <message>
        <source>Sensors</source>
        <translation>物联感知</translation>
    </message>
    <message>
        <source>Written at a seat</source>
        <translation>坐席录入</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>受理</translation>
    </message>
    <message>
        <source>File</source>
        <translation>立案</translation>
    </message>
    <message>
        <source>Dispatch</source>
        <translation>派遣</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>接单</translation>
    </message>
    <message>
        <source>Arrive</source>
        <translation>到场</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>处置完毕</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>核查</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>结案</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>回退</translation>
    </message>
    <message>
        <source>Make void</source>
        <translation>作废</translation>
    </message>
    <message>
        <source>Urge</source>
        <translation>督办</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>案卷建立</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>已受理</translation>
    </message>
    <message>
        <source>Filed</source>
        <translation>已立案</translation>
    </message>
    <message>
        <source>Dispatched</source>
        <translation>已派遣</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>已接单</translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation>已到场</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>处置完毕</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>已核查</translation>
    </message>
    <message>
        <source>Case closed</source>
        <translation>已结案</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>已回退</translation>
    </message>
    <message>
        <source>Made void</source>
        <translation>已作废</translation>
    </message>
    <message>
        <source>Urged</source>
        <translation>已督办</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>已派单</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>红色</translation>
    </message>
    <message>
        <source>Orange</source>
        <translation>橙色</translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation>黄色</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>蓝色</translation>
    </message>
    <message>
        <source>SOS</source>
        <translation>紧急求助</translation>
    </message>
    <message>
        <source>High water</source>
        <translation>水位告警</translation>
    </message>
    <message>
        <source>Road closed</source>
        <translation>道路封闭</translation>
    </message>
    <message>
        <source>Stuck vehicle</source>
        <translation>车辆被困</translation>
    </message>
    <message>
        <source>Equipment</source>
        <translation>设备告警</translation>
    </message>
    <message>
        <source>Entered a zone</source>
        <translation>闯入围栏</translation>
    </message>
    <message>
        <source>Left its zone</source>
        <translation>离开围栏</translation>
    </message>
    <message>
        <source>Off route</source>
        <translation>偏离线路</translation>
    </message>
    <message>
        <source>True alarm</source>
        <translation>属实</translation>
    </message>
    <message>
        <source>False alarm</source>
        <translation>误报</translation>
    </message>
    <message>
        <source>Keep out of the zone</source>
        <translation>禁止驶入</translation>
    </message>
    <message>
        <source>Stay in the zone</source>
        <translation>禁止驶出</translation>
    </message>
    <message>
        <source>Keep to the route</source>
        <translation>按线路行驶</translation>
    </message>
    <message>
        <source>Typhoon</source>
        <translation>台风</translation>
    </message>
    <message>
        <source>Rainstorm</source>
        <translation>暴雨</translation>
    </message>
    <message>
        <source>Snowstorm</source>
        <translation>暴雪</translation>
    </message>
    <message>
        <source>Cold wave</source>
        <translation>寒潮</translation>
    </message>
    <message>
        <source>Gale</source>
        <translation>大风</translation>
    </message>
    <message>
        <source>Sandstorm</source>
        <translation>沙尘暴</translation>
    </message>
    <message>
        <source>Heat</source>
        <translation>高温</translation>
    </message>
    <message>
        <source>Drought</source>
        <translation>干旱</translation>
    </message>
    <message>
        <source>Lightning</source>
        <translation>雷电</translation>
    </message>
    <message>
        <source>Hail</source>
        <translation>冰雹</translation>
    </message>
    <message>
        <source>Frost</source>
        <translation>霜冻</translation>
    </message>
    <message>
        <source>Dense fog</source>
        <translation>大雾</translation>
    </message>
    <message>
        <source>Haze</source>
        <translation>霾</translation>
    </message>
    <message>
        <source>Icy roads</source>
        <translation>道路结冰</translation>
    </message>
    <message>
        <source>Flood plan</source>
        <translation>防汛预案</translation>
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
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Waiting for the server</source>
        <translation>等待发送</translation>
    </message>
    <message>
        <source>Waiting for the answer</source>
        <translation>等待答复</translation>
    </message>
    <message>
        <source>Taken by the server</source>
        <translation>已受理</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>No answer yet, asking again</source>
        <translation>尚无答复，正在再次询问</translation>
    </message>
    <message>
        <source>Open a case</source>
        <translation>新建案件</translation>
    </message>
    <message>
        <source>Register a case</source>
        <translation>受理案件</translation>
    </message>
    <message>
        <source>File a case</source>
        <translation>案件立案</translation>
    </message>
    <message>
        <source>Dispatch a case</source>
        <translation>派遣案件</translation>
    </message>
    <message>
        <source>Accept a case</source>
        <translation>案件接单</translation>
    </message>
    <message>
        <source>Report the arrival</source>
        <translation>登记到场</translation>
    </message>
    <message>
        <source>Finish a case</source>
        <translation>登记处置完毕</translation>
    </message>
    <message>
        <source>Verify a case</source>
        <translation>案件核查</translation>
    </message>
    <message>
        <source>Close a case</source>
        <translation>案件结案</translation>
    </message>
    <message>
        <source>Return a case</source>
        <translation>案件回退</translation>
    </message>
    <message>
        <source>Make a case void</source>
        <translation>案件作废</translation>
    </message>
    <message>
        <source>Urge a case</source>
        <translation>案件督办</translation>
    </message>
    <message>
        <source>Send a text</source>
        <translation>发送消息</translation>
    </message>
    <message>
        <source>Form a temporary group</source>
        <translation>建立临时组</translation>
    </message>
    <message>
        <source>End a temporary group</source>
        <translation>结束临时组</translation>
    </message>
    <message>
        <source>Raise an SOS</source>
        <translation>发起紧急求助</translation>
    </message>
    <message>
        <source>Claim an alarm</source>
        <translation>认领告警</translation>
    </message>
    <message>
        <source>Close an alarm</source>
        <translation>关闭告警</translation>
    </message>
    <message>
        <source>Start a plan</source>
        <translation>启动预案</translation>
    </message>
    <message>
        <source>Change the response level</source>
        <translation>调整响应级别</translation>
    </message>
    <message>
        <source>Mark a task</source>
        <translation>登记任务</translation>
    </message>
    <message>
        <source>End a plan</source>
        <translation>终止响应</translation>
    </message>
    <message>
        <source>Close a road</source>
        <translation>封闭道路</translation>
    </message>
    <message>
        <source>Assess a risk</source>
        <translation>评估风险</translation>
    </message>
    <message>
        <source>Open a road</source>
        <translation>恢复通行</translation>
    </message>
    <message>
        <source>Make a fence</source>
        <translation>新建围栏</translation>
    </message>
    <message>
        <source>Change a fence</source>
        <translation>修改围栏</translation>
    </message>
    <message>
        <source>Close a fence</source>
        <translation>关闭围栏</translation>
    </message>
    <message>
        <source>Share a map view</source>
        <translation>共享视图</translation>
    </message>
    <message>
        <source>Delete a shared map view</source>
        <translation>删除共享视图</translation>
    </message>
    <message>
        <source>Set the city&apos;s clock</source>
        <translation>设置城市时钟</translation>
    </message>
    <message>
        <source>Adopt a device</source>
        <translation>接入设备</translation>
    </message>
    <message>
        <source>Create an account</source>
        <translation>新建账号</translation>
    </message>
    <message>
        <source>Set a password</source>
        <translation>设置密码</translation>
    </message>
    <message>
        <source>Change a unit&apos;s status</source>
        <translation>更改力量状态</translation>
    </message>
    <message>
        <source>Create an area</source>
        <translation>新建区域</translation>
    </message>
    <message>
        <source>Change an area</source>
        <translation>更改区域</translation>
    </message>
    <message>
        <source>Create a unit</source>
        <translation>新建力量</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>正在连接</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>Server offline</source>
        <translation>服务器离线</translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>未登录</translation>
    </message>
    <message>
        <source>Viewer</source>
        <translation>大屏只读</translation>
    </message>
    <message>
        <source>Dispatcher</source>
        <translation>派遣员</translation>
    </message>
    <message>
        <source>Duty leader</source>
        <translation>值班领导</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>管理员</translation>
    </message>
    <message>
        <source>City</source>
        <translation>城市</translation>
    </message>
    <message>
        <source>Street</source>
        <translation>街道</translation>
    </message>
    <message>
        <source>Community</source>
        <translation>社区</translation>
    </message>
    <message>
        <source>Unit grid</source>
        <translation>单元网格</translation>
    </message>
    <message>
        <source>Underpass</source>
        <translation>下穿通道</translation>
    </message>
    <message>
        <source>Low road</source>
        <translation>低洼路段</translation>
    </message>
    <message>
        <source>Filling station</source>
        <translation>加油加气站</translation>
    </message>
    <message>
        <source>Gas in restaurants</source>
        <translation>餐饮用气</translation>
    </message>
    <message>
        <source>Underpass that floods</source>
        <translation>下穿通道积水</translation>
    </message>
    <message>
        <source>Old advertising board</source>
        <translation>老旧户外广告</translation>
    </message>
    <message>
        <source>Construction pit</source>
        <translation>深基坑</translation>
    </message>
    <message>
        <source>Dangerous tree</source>
        <translation>危险树木</translation>
    </message>
    <message>
        <source>Dense street market</source>
        <translation>密集集市</translation>
    </message>
    <message>
        <source>Unsafe building</source>
        <translation>危旧房屋</translation>
    </message>
    <message>
        <source>Bridge</source>
        <translation>桥梁</translation>
    </message>
    <message>
        <source>Waterside</source>
        <translation>临水地段</translation>
    </message>
    <message>
        <source>Transfer station or septic tank</source>
        <translation>转运站与化粪池</translation>
    </message>
    <message>
        <source>Falling façade</source>
        <translation>外墙脱落</translation>
    </message>
    <message>
        <source>Road that may collapse</source>
        <translation>路面塌陷隐患</translation>
    </message>
    <message>
        <source>Red risk</source>
        <translation>重大风险</translation>
    </message>
    <message>
        <source>Orange risk</source>
        <translation>较大风险</translation>
    </message>
    <message>
        <source>Yellow risk</source>
        <translation>一般风险</translation>
    </message>
    <message>
        <source>Blue risk</source>
        <translation>低风险</translation>
    </message>
    <message>
        <source>Fits the case</source>
        <translation>适合处置</translation>
    </message>
    <message>
        <source>Own department</source>
        <translation>归口单位</translation>
    </message>
    <message>
        <source>At home here</source>
        <translation>本街道</translation>
    </message>
    <message>
        <source>On another case</source>
        <translation>另有任务</translation>
    </message>
    <message>
        <source>Low battery</source>
        <translation>电量低</translation>
    </message>
    <message>
        <source>Weak signal</source>
        <translation>信号弱</translation>
    </message>
    <message>
        <source>Old position</source>
        <translation>位置陈旧</translation>
    </message>
    <message>
        <source>Around closed roads</source>
        <translation>绕行封闭路段</translation>
    </message>
    <message>
        <source>No open road, by air</source>
        <translation>道路不通，按直线</translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation>{n} 秒</translation>
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
        <source>{n} d</source>
        <translation>{n} 天</translation>
    </message>
    <message>
        <source>{h} h {m} min</source>
        <translation>{h} 小时 {m} 分</translation>
    </message>
    <message>
        <source>{d} d {h} h</source>
        <translation>{d} 天 {h} 小时</translation>
    </message>
    <message>
        <source>{m} min {s} s</source>
        <translation>{m} 分 {s} 秒</translation>
    </message>
    <message>
        <source>{n} m</source>
        <translation>{n} 米</translation>
    </message>
    <message>
        <source>{n} km</source>
        <translation>{n} 公里</translation>
    </message>
    <message>
        <source>{n} m²</source>
        <translation>{n} 平方米</translation>
    </message>
    <message>
        <source>{n} km²</source>
        <translation>{n} 平方公里</translation>
    </message>
    <message>
        <source>Level {numeral} response</source>
        <translation>{numeral} 级响应</translation>
    </message>
    <message>
        <source>No position known. Belongs to {area}</source>
        <translation>位置不明。所属{area}</translation>
    </message>
</context>
</TS>
