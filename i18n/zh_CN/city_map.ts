<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>CityGround</name>
    <message>
        <source>Review number: {number}</source>
        <translation>审图号：{number}</translation>
    </message>
    <message>
        <source>No review number: not for a public display</source>
        <translation>未填审图号：不得公开展示</translation>
    </message>
</context>
</TS>
