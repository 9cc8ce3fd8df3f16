<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AccountsPage</name>
    <message>
        <source>New account</source>
        <translation>新建账号</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>新密码</translation>
    </message>
    <message>
        <source>No account is known yet</source>
        <translation>还没有账号</translation>
    </message>
    <message>
        <source>They come from the server as soon as it answers.</source>
        <translation>服务器应答后显示在这里。</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>所属区域</translation>
    </message>
    <message>
        <source>Seat</source>
        <translation>席位</translation>
    </message>
    <message>
        <source>{login} (you)</source>
        <translation>{login}（本人）</translation>
    </message>
</context>
<context>
    <name>AdminBar</name>
    <message>
        <source>{why} Shown as of {time}.</source>
        <translation>{why}所示为 {time} 的情况。</translation>
    </message>
    <message>
        <source>As of {time}</source>
        <translation>截至 {time}</translation>
    </message>
    <message>
        <source>Asking the server…</source>
        <translation>正在查询…</translation>
    </message>
    <message>
        <source>Phones</source>
        <translation>终端接入</translation>
    </message>
    <message>
        <source>Phones that report, and whose they are</source>
        <translation>上报位置的手机及其归属</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>Who may sign in</source>
        <translation>谁可以登录</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>人（车）</translation>
    </message>
    <message>
        <source>People and vehicles that can be sent</source>
        <translation>可派遣的人员和车辆</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>刷新</translation>
    </message>
</context>
<context>
    <name>AdminScreen</name>
    <message>
        <source>Admin</source>
        <translation>管理</translation>
    </message>
    <message>
        <source>{n} waiting</source>
        <translation>{n} 台待接入</translation>
    </message>
</context>
<context>
    <name>AdoptForm</name>
    <message>
        <source>Adopted: from now on this phone moves its unit.</source>
        <translation>已接入：从现在起由这台手机报告位置。</translation>
    </message>
    <message>
        <source>Unit: callsign, name, phone or pinyin</source>
        <translation>人（车）：呼号、姓名、电话或拼音</translation>
    </message>
    <message>
        <source>Datum of its positions</source>
        <translation>位置坐标系</translation>
    </message>
    <message>
        <source>No unit matches. Make it first, under Units.</source>
        <translation>没有匹配的人（车）。请先在“人（车）”页新建。</translation>
    </message>
    <message>
        <source>Take the other phone&apos;s place</source>
        <translation>替换原来的手机</translation>
    </message>
    <message>
        <source>Adopt a phone</source>
        <translation>接入手机</translation>
    </message>
    <message>
        <source>Choose a phone in the list.</source>
        <translation>请在列表中选择一台手机。</translation>
    </message>
    <message>
        <source>Waits to be adopted. Until then it moves nothing on the map.</source>
        <translation>待接入。接入之前不会在地图上显示。</translation>
    </message>
    <message>
        <source>Moves {unit}. It can be given to another unit.</source>
        <translation>正在报告 {unit} 的位置，可改给别的人（车）。</translation>
    </message>
    <message>
        <source>Adopt</source>
        <translation>接入</translation>
    </message>
    <message>
        <source>Give it</source>
        <translation>改由其携带</translation>
    </message>
    <message>
        <source>{unit} has the phone {phone} already. That one would be released and wait in the list again.</source>
        <translation>{unit} 已有手机 {phone}。替换后，那台手机将被解除并回到待接入列表。</translation>
    </message>
    <message>
        <source>{callsign} is off duty: the map draws it only once it is put on duty, under Units.</source>
        <translation>{callsign} 已下班：在“人（车）”页设为在岗后，地图上才会显示。</translation>
    </message>
</context>
<context>
    <name>AreaPick</name>
    <message>
        <source>The whole city</source>
        <translation>全市</translation>
    </message>
</context>
<context>
    <name>DutyForm</name>
    <message>
        <source>On duty or off duty</source>
        <translation>在岗与下班</translation>
    </message>
    <message>
        <source>Choose a unit in the list to put it on duty or off it.</source>
        <translation>在列表中选择人（车），设为在岗或下班。</translation>
    </message>
    <message>
        <source>It is on a case, and stays on duty until that is done.</source>
        <translation>正在处置案件，办结之前保持在岗。</translation>
    </message>
    <message>
        <source>It is on duty: drawn where its phone reports, and can be sent.</source>
        <translation>在岗：按终端上报的位置显示在地图上，可以派遣。</translation>
    </message>
    <message>
        <source>It is off duty: not drawn on the map, whatever its phone reports.</source>
        <translation>已下班：无论终端是否上报，地图上都不显示。</translation>
    </message>
    <message>
        <source>Take off duty</source>
        <translation>设为下班</translation>
    </message>
    <message>
        <source>Put on duty</source>
        <translation>设为在岗</translation>
    </message>
</context>
<context>
    <name>NewAccountForm</name>
    <message>
        <source>Choose the area that the account is for.</source>
        <translation>请选择账号所属区域。</translation>
    </message>
    <message>
        <source>The account {login} can sign in now.</source>
        <translation>账号 {login} 现在可以登录。</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Name in English, may stay empty</source>
        <translation>英文名，可不填</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Area: sees it and what lies below</source>
        <translation>区域：可见本区域及下级</translation>
    </message>
    <message>
        <source>Seat, may stay empty</source>
        <translation>席位，可不填</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>No area of yours matches.</source>
        <translation>本辖区内没有匹配的区域。</translation>
    </message>
    <message>
        <source>Make the account</source>
        <translation>新建</translation>
    </message>
</context>
<context>
    <name>NewPasswordForm</name>
    <message>
        <source>{login} signs in with the new password from now on.</source>
        <translation>{login} 从现在起用新密码登录。</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>新密码</translation>
    </message>
    <message>
        <source>Choose an account in the list.</source>
        <translation>请在列表中选择一个账号。</translation>
    </message>
    <message>
        <source>This is your own account: you will have to sign in again.</source>
        <translation>这是您自己的账号：之后需要重新登录。</translation>
    </message>
    <message>
        <source>Whoever is signed in with this account is signed out.</source>
        <translation>正用此账号登录的席位将被退出。</translation>
    </message>
    <message>
        <source>Set the password</source>
        <translation>设置密码</translation>
    </message>
</context>
<context>
    <name>NewUnitForm</name>
    <message>
        <source>This server has no city yet; a unit needs an area of one.</source>
        <translation>服务器上还没有城市数据；人（车）必须属于某个区域。</translation>
    </message>
    <message>
        <source>A new unit is off duty: choose it in the list, then put it on duty.</source>
        <translation>新建的人（车）为下班状态：在列表中选中，再设为在岗。</translation>
    </message>
    <message>
        <source>Choose the area that the unit belongs to.</source>
        <translation>请选择所属区域。</translation>
    </message>
    <message>
        <source>{callsign} is there; give it a phone under Phones.</source>
        <translation>{callsign} 已建好，可在“终端接入”页为其接入手机。</translation>
    </message>
    <message>
        <source>New unit</source>
        <translation>新建人（车）</translation>
    </message>
    <message>
        <source>Callsign</source>
        <translation>呼号</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Name of the person or vehicle</source>
        <translation>人员姓名或车辆名称</translation>
    </message>
    <message>
        <source>Name in English, may stay empty</source>
        <translation>英文名，可不填</translation>
    </message>
    <message>
        <source>Area that it belongs to</source>
        <translation>所属区域</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>责任单位</translation>
    </message>
    <message>
        <source>Phone number, may stay empty</source>
        <translation>电话，可不填</translation>
    </message>
    <message>
        <source>No area of yours matches.</source>
        <translation>本辖区内没有匹配的区域。</translation>
    </message>
    <message>
        <source>Make the unit</source>
        <translation>新建</translation>
    </message>
</context>
<context>
    <name>OnceShown</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Shown only now: hand it over, then leave this room.</source>
        <translation>只显示这一次：交给本人后请离开本页。</translation>
    </message>
</context>
<context>
    <name>PasswordEntry</name>
    <message>
        <source>A password has at least {n} characters.</source>
        <translation>密码至少 {n} 个字符。</translation>
    </message>
    <message>
        <source>The two passwords differ.</source>
        <translation>两次输入的密码不一致。</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>The same again</source>
        <translation>再输入一次</translation>
    </message>
    <message>
        <source>Generate one, shown once</source>
        <translation>生成密码（只显示一次）</translation>
    </message>
</context>
<context>
    <name>PhonesPage</name>
    <message>
        <source>No phone has reported yet</source>
        <translation>还没有手机上报</translation>
    </message>
    <message>
        <source>Let OsmAnd, the Traccar Client or OwnTracks report to this server with its gateway token; a phone that nobody knows appears here and waits.</source>
        <translation>让 OsmAnd、Traccar Client 或 OwnTracks 带着网关令牌向本服务器上报；不认识的手机会出现在这里等待接入。</translation>
    </message>
    <message>
        <source>Choose the unit that carries this phone.</source>
        <translation>请选择携带这台手机的人（车）。</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Identifier</source>
        <translation>设备标识</translation>
    </message>
    <message>
        <source>Carried by</source>
        <translation>携带人（车）</translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation>网关</translation>
    </message>
    <message>
        <source>Heard</source>
        <translation>最后上报</translation>
    </message>
    <message>
        <source>Last place</source>
        <translation>最后位置</translation>
    </message>
    <message>
        <source>Datum</source>
        <translation>坐标系</translation>
    </message>
    <message>
        <source>outside the city: {place}</source>
        <translation>城市以外：{place}</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>待接入</translation>
    </message>
    <message>
        <source>Adopted</source>
        <translation>已接入</translation>
    </message>
</context>
<context>
    <name>UnitsPage</name>
    <message>
        <source>There is no unit yet</source>
        <translation>还没有人（车）</translation>
    </message>
    <message>
        <source>Make the first one at the right; then a phone can be given to it.</source>
        <translation>请在右侧新建第一个，之后即可为其接入手机。</translation>
    </message>
    <message>
        <source>Callsign</source>
        <translation>呼号</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>所属区域</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>责任单位</translation>
    </message>
    <message>
        <source>Phone number</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
</context>
</TS>
