<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>SignInWindow</name>
    <message>
        <source>Signing in …</source>
        <translation>正在登录…</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Zhihui – sign in</source>
        <translation>智慧指挥台 – 登录</translation>
    </message>
    <message>
        <source>Zhihui</source>
        <translation>智慧指挥台</translation>
    </message>
    <message>
        <source>Command console of the city hall</source>
        <translation>城市运行指挥席位</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>given by your administrator</source>
        <translation>由管理员分配</translation>
    </message>
    <message>
        <source>English</source>
        <translation>English</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>Chinese or English</source>
        <translation>中文或英文</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日间</translation>
    </message>
    <message>
        <source>Night</source>
        <translation>夜间</translation>
    </message>
    <message>
        <source>Day or night theme</source>
        <translation>日间或夜间主题</translation>
    </message>
    <message>
        <source>No server at hand? Start the offline demo city with: python main.py demo</source>
        <translation>手边没有服务器？可用 python main.py demo 启动离线演示城市</translation>
    </message>
    <message>
        <source>Fill in server, login and password.</source>
        <translation>请填写服务器、账号和密码。</translation>
    </message>
    <message>
        <source>This is no address of a server. Write it like https://hall.example:8443.</source>
        <translation>这不是服务器地址。请按 https://hall.example:8443 的形式填写。</translation>
    </message>
</context>
</TS>
