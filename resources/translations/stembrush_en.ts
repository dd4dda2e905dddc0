<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ExportWords</name>
    <message numerus="yes">
        <source>%n file(s), about {0}</source>
        <translation>
            <numerusform>%n file, about {0}</numerusform>
            <numerusform>%n files, about {0}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) written.</source>
        <translation>
            <numerusform>%n file written.</numerusform>
            <numerusform>%n files written.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sample(s) were beyond full scale and are limited to it.</source>
        <translation>
            <numerusform>%n sample was beyond full scale and is limited to it.</numerusform>
            <numerusform>%n samples were beyond full scale and are limited to it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) of {0} bits</source>
        <translation>
            <numerusform>%n step of {0} bits</numerusform>
            <numerusform>%n steps of {0} bits</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProjectQuestions</name>
    <message numerus="yes">
        <source>Without a project file %n step(s) of your work are lost.</source>
        <translation>
            <numerusform>Without a project file %n step of your work is lost.</numerusform>
            <numerusform>Without a project file %n steps of your work are lost.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) are taken back. Redo brings them again.</source>
        <translation>
            <numerusform>%n step is taken back. Redo brings it again.</numerusform>
            <numerusform>%n steps are taken back. Redo brings them again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SettingsSearch</name>
    <message numerus="yes">
        <source>%n trial(s)</source>
        <translation>
            <numerusform>%n trial</numerusform>
            <numerusform>%n trials</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message numerus="yes">
        <source>%n step(s), {0}</source>
        <translation>
            <numerusform>%n step, {0}</numerusform>
            <numerusform>%n steps, {0}</numerusform>
        </translation>
    </message>
</context>
</TS>
