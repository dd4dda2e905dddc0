<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>ActivityController</name>
    <message>
        <source>Paint {0}</source>
        <translation>Aktivität von {0} malen</translation>
    </message>
    <message>
        <source>Silence {0}</source>
        <translation>{0} als still markieren</translation>
    </message>
    <message>
        <source>Clear {0}</source>
        <translation>Aktivität von {0} löschen</translation>
    </message>
    <message>
        <source>Move activity of {0}</source>
        <translation>Aktivität von {0} verschieben</translation>
    </message>
    <message>
        <source>Resize activity of {0}</source>
        <translation>Aktivität von {0} ändern</translation>
    </message>
    <message>
        <source>There is no source to mark: add one with Ctrl+T, or import a score.</source>
        <translation>Es gibt keine Quelle zum Markieren: Legen Sie mit Strg+T eine an oder importieren Sie eine Partitur.</translation>
    </message>
    <message>
        <source>Nothing is selected: drag in the spectrogram or press Shift+Left and Shift+Right, then mark.</source>
        <translation>Nichts ist ausgewählt: Ziehen Sie im Spektrogramm oder drücken Sie Umschalt+Links und Umschalt+Rechts, dann markieren Sie.</translation>
    </message>
    <message>
        <source>Fill {0} from its notes</source>
        <translation>{0} aus den Noten füllen</translation>
    </message>
    <message>
        <source>Silence {0} elsewhere</source>
        <translation>{0} sonst als still markieren</translation>
    </message>
</context>
<context>
    <name>BarStrip</name>
    <message>
        <source>Bars of the score</source>
        <translation>Takte der Partitur</translation>
    </message>
    <message>
        <source>Drag a bar to where it is heard: what lies between its neighbours follows, a diamond marks it as set. Right click or Delete frees it. By keys: Left and Right choose a bar, Ctrl+Left and Ctrl+Right move it, with Shift further. Alt leaves the onsets.</source>
        <translation>Einen Takt dorthin ziehen, wo er zu hören ist: Was zwischen seinen Nachbarn liegt, folgt; eine Raute zeigt, dass er gesetzt ist. Rechtsklick oder Entf gibt ihn frei. Mit Tasten: Links und Rechts wählen einen Takt, Strg+Links und Strg+Rechts verschieben ihn, mit Umschalt weiter. Alt lässt die Einsätze außer Acht.</translation>
    </message>
    <message>
        <source>{0} bars, {1} set by hand.</source>
        <translation>{0} Takte, {1} von Hand gesetzt.</translation>
    </message>
    <message>
        <source>Bar {0}</source>
        <translation>Takt {0}</translation>
    </message>
    <message>
        <source>A place</source>
        <translation>Eine Stelle</translation>
    </message>
    <message>
        <source>{0} at {1:.2f} seconds is chosen.</source>
        <translation>{0} bei {1:.2f} Sekunden ist gewählt.</translation>
    </message>
</context>
<context>
    <name>ClippingField</name>
    <message>
        <source>Turn all down</source>
        <translation>Alle leiser</translation>
    </message>
    <message>
        <source>Limit them</source>
        <translation>Begrenzen</translation>
    </message>
    <message>
        <source>Write 32-bit float</source>
        <translation>32 Bit Float schreiben</translation>
    </message>
    <message>
        <source>Samples beyond full scale</source>
        <translation>Samples über Vollaussteuerung</translation>
    </message>
    <message>
        <source>All files are turned down alike, so that they still fit together; the report says by how much</source>
        <translation>Alle Dateien werden um gleich viel leiser, damit sie weiter zusammenpassen; im Bericht steht es</translation>
    </message>
    <message>
        <source>The peaks are cut off at full scale; all else stays as it is</source>
        <translation>Die Spitzen werden bei Vollaussteuerung abgeschnitten; alles andere bleibt, wie es ist</translation>
    </message>
    <message>
        <source>WAV files that keep what is beyond full scale, at the song&apos;s own level</source>
        <translation>WAV-Dateien, die behalten, was über Vollaussteuerung liegt, im Pegel des Songs</translation>
    </message>
    <message>
        <source>{0} by {1} dB</source>
        <translation>{0} um {1} dB</translation>
    </message>
    <message>
        <source>{0} and {1} more</source>
        <translation>{0} und {1} weitere</translation>
    </message>
    <message>
        <source>Beyond full scale: {0}.</source>
        <translation>Über Vollaussteuerung: {0}.</translation>
    </message>
    <message>
        <source>Turn all down by {0} dB</source>
        <translation>Alle {0} dB leiser</translation>
    </message>
</context>
<context>
    <name>CompareDialog</name>
    <message>
        <source>Compare versions</source>
        <translation>Versionen vergleichen</translation>
    </message>
    <message>
        <source>Progress of measuring</source>
        <translation>Fortschritt der Messung</translation>
    </message>
    <message>
        <source>Figures of the versions</source>
        <translation>Messwerte der Versionen</translation>
    </message>
    <message>
        <source>References…</source>
        <translation>Referenzen…</translation>
    </message>
    <message>
        <source>Name files with the true sound of the sources: then SDR, SIR and SAR are known</source>
        <translation>Dateien mit dem echten Klang der Quellen nennen: Dann sind SDR, SIR und SAR bekannt</translation>
    </message>
    <message>
        <source>Export as CSV…</source>
        <translation>CSV exportieren…</translation>
    </message>
    <message>
        <source>Write the table to a file that spreadsheets read</source>
        <translation>Die Tabelle in eine Datei für Tabellenprogramme schreiben</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close the table; what was measured stays known</source>
        <translation>Die Tabelle schließen; was gemessen wurde, bleibt bekannt</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>Bester Wert</translation>
    </message>
    <message>
        <source>{0}, best</source>
        <translation>{0}, bester Wert</translation>
    </message>
</context>
<context>
    <name>CrashHandler</name>
    <message>
        <source>Something went wrong</source>
        <translation>Etwas ist schiefgegangen</translation>
    </message>
    <message>
        <source>The program goes on, but what you did last may not have worked.</source>
        <translation>Das Programm läuft weiter, aber der letzte Schritt hat vielleicht nicht geklappt.</translation>
    </message>
</context>
<context>
    <name>DefaultSources</name>
    <message>
        <source>{0} and {1}</source>
        <translation>{0} und {1}</translation>
    </message>
    <message>
        <source>Add {0}</source>
        <translation>{0} anlegen</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>Stimme</translation>
    </message>
    <message>
        <source>Accompaniment</source>
        <translation>Begleitung</translation>
    </message>
</context>
<context>
    <name>DeviceButton</name>
    <message>
        <source>Sound device</source>
        <translation>Audiogerät</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>No sound</source>
        <translation>Kein Ton</translation>
    </message>
    <message>
        <source>{0}: choose where the sound goes</source>
        <translation>{0}: wählen, wohin der Ton geht</translation>
    </message>
</context>
<context>
    <name>DeviceList</name>
    <message>
        <source>{0}, {1} channels</source>
        <translation>{0}, {1} Kanäle</translation>
    </message>
    <message>
        <source>{0} (not connected)</source>
        <translation>{0} (nicht angeschlossen)</translation>
    </message>
    <message>
        <source>{0} · {1} kHz</source>
        <translation>{0} · {1} kHz</translation>
    </message>
</context>
<context>
    <name>DeviceMenu</name>
    <message>
        <source>Sound device</source>
        <translation>Audiogerät</translation>
    </message>
    <message>
        <source>Output devices</source>
        <translation>Ausgabegeräte</translation>
    </message>
    <message>
        <source>Choose where the sound goes: click, or Enter</source>
        <translation>Wählen, wohin der Ton geht: Klick oder Eingabe</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Neu suchen</translation>
    </message>
    <message>
        <source>Look for devices that were connected or switched on since</source>
        <translation>Geräte suchen, die seither angeschlossen oder eingeschaltet wurden</translation>
    </message>
    <message>
        <source>Offset of the sound</source>
        <translation>Versatz des Tons</translation>
    </message>
    <message>
        <source>How much later than the device says the sound is heard, e.g. over Bluetooth: the playhead waits for it. Negative: earlier</source>
        <translation>Wie viel später der Ton zu hören ist, als das Gerät angibt, etwa über Bluetooth: Die Abspielposition wartet auf ihn. Negativ: früher</translation>
    </message>
    <message>
        <source>Heard later than the device says</source>
        <translation>Später zu hören, als das Gerät angibt</translation>
    </message>
    <message>
        <source>Looking for devices…</source>
        <translation>Suche nach Geräten…</translation>
    </message>
    <message>
        <source>The system&apos;s choice</source>
        <translation>Wahl des Systems</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}: {1}</translation>
    </message>
    <message>
        <source>No device was found</source>
        <translation>Kein Gerät gefunden</translation>
    </message>
    <message>
        <source>In use: {0}, {1} Hz, heard after {2} ms</source>
        <translation>In Gebrauch: {0}, {1} Hz, zu hören nach {2} ms</translation>
    </message>
    <message>
        <source>No device is in use.</source>
        <translation>Kein Gerät ist in Gebrauch.</translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message>
        <source>Songs and projects ({0})</source>
        <translation>Songs und Projekte ({0})</translation>
    </message>
    <message>
        <source>Songs ({0})</source>
        <translation>Songs ({0})</translation>
    </message>
    <message>
        <source>Stembrush projects ({0})</source>
        <translation>Stembrush-Projekte ({0})</translation>
    </message>
    <message>
        <source>Open song or project</source>
        <translation>Song oder Projekt öffnen</translation>
    </message>
    <message>
        <source>Open score</source>
        <translation>Partitur öffnen</translation>
    </message>
    <message>
        <source>Scores ({0})</source>
        <translation>Partituren ({0})</translation>
    </message>
    <message>
        <source>&lt;b&gt;Stembrush {0}&lt;/b&gt;&lt;p&gt;Separates a song into stems with what only you know about it: its notes.&lt;/p&gt;&lt;p&gt;MIT licence.&lt;/p&gt;</source>
        <translation>&lt;b&gt;Stembrush {0}&lt;/b&gt;&lt;p&gt;Zerlegt einen Song in Stems mit dem, was nur Sie über ihn wissen: seinen Noten.&lt;/p&gt;&lt;p&gt;MIT-Lizenz.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>About Stembrush</source>
        <translation>Über Stembrush</translation>
    </message>
    <message>
        <source>Cancel the separation and lose its result?</source>
        <translation>Die Trennung abbrechen und ihr Ergebnis verlieren?</translation>
    </message>
    <message>
        <source>Cancel the separation</source>
        <translation>Trennung abbrechen</translation>
    </message>
    <message>
        <source>Let it run</source>
        <translation>Weiterlaufen lassen</translation>
    </message>
    <message>
        <source>A separation is running</source>
        <translation>Eine Trennung läuft</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>They could not be kept in the project. Without an export they are lost.</source>
        <translation>Sie konnten nicht im Projekt aufbewahrt werden. Ohne Export gehen sie verloren.</translation>
    </message>
    <message>
        <source>The stems are not exported.</source>
        <translation>Die Stems sind nicht exportiert.</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>DictionaryController</name>
    <message>
        <source>Dictionary of {0}</source>
        <translation>Wörterbuch von {0}</translation>
    </message>
    <message>
        <source>Dictionary</source>
        <translation>Wörterbuch</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>Eigenes</translation>
    </message>
    <message>
        <source>Version {0}</source>
        <translation>Version {0}</translation>
    </message>
    <message>
        <source>The next separation from examples takes it for {0} as it is.</source>
        <translation>Die nächste Trennung nach Beispielen nimmt es für {0}, wie es ist.</translation>
    </message>
    <message>
        <source>Yours: used instead of learning</source>
        <translation>Eigenes: wird statt Lernen verwendet</translation>
    </message>
    <message>
        <source>Given to version {0}</source>
        <translation>Version {0} mitgegeben</translation>
    </message>
    <message>
        <source>Learnt in version {0}</source>
        <translation>In Version {0} gelernt</translation>
    </message>
    <message>
        <source>The next separation learns anew. What you change here becomes yours and is used instead.</source>
        <translation>Die nächste Trennung lernt neu. Was hier geändert wird, wird zum eigenen Wörterbuch und stattdessen verwendet.</translation>
    </message>
    <message>
        <source>The next separation uses yours. What you change here takes its place.</source>
        <translation>Die nächste Trennung verwendet das eigene. Was hier geändert wird, tritt an dessen Stelle.</translation>
    </message>
    <message>
        <source>There is no source yet</source>
        <translation>Noch keine Quelle</translation>
    </message>
    <message>
        <source>Add a source in the main window first.</source>
        <translation>Zuerst im Hauptfenster eine Quelle anlegen.</translation>
    </message>
    <message>
        <source>Bringing the dictionary back…</source>
        <translation>Wörterbuch wird zurückgeholt…</translation>
    </message>
    <message>
        <source>It lies in the project with its version.</source>
        <translation>Es liegt mit seiner Version im Projekt.</translation>
    </message>
    <message>
        <source>{0} has no dictionary yet</source>
        <translation>{0} hat noch kein Wörterbuch</translation>
    </message>
    <message>
        <source>Version {0} learnt none for this source. Choose one of the library, or drop a file here.</source>
        <translation>Version {0} hat für diese Quelle keines gelernt. Eines aus der Bibliothek wählen oder eine Datei hier ablegen.</translation>
    </message>
    <message>
        <source>A dictionary holds the spectra that a source is made of. Give examples of {0} alone and separate with “Learnt from examples”: what is learnt is shown here. Or choose one of the library, or drop a file here.</source>
        <translation>Ein Wörterbuch enthält die Spektren, aus denen eine Quelle besteht. Beispiele von {0} allein geben und mit „Aus Beispielen gelernt“ trennen: Das Gelernte ist dann hier zu sehen. Oder eines aus der Bibliothek wählen oder eine Datei hier ablegen.</translation>
    </message>
    <message>
        <source>Use the dictionary of {0}</source>
        <translation>Wörterbuch von {0} verwenden</translation>
    </message>
    <message>
        <source>Learn {0} anew</source>
        <translation>{0} neu lernen</translation>
    </message>
    <message>
        <source>Rename the dictionary of {0}</source>
        <translation>Wörterbuch von {0} umbenennen</translation>
    </message>
    <message>
        <source>Name a column of {0}</source>
        <translation>Spalte von {0} benennen</translation>
    </message>
    <message>
        <source>Remove a column of {0}</source>
        <translation>Spalte von {0} entfernen</translation>
    </message>
    <message>
        <source>Remove columns of {0}</source>
        <translation>Spalten von {0} entfernen</translation>
    </message>
    <message>
        <source>Use a dictionary for {0}</source>
        <translation>Wörterbuch für {0} verwenden</translation>
    </message>
</context>
<context>
    <name>DictionaryEmpty</name>
    <message>
        <source>Import…</source>
        <translation>Importieren…</translation>
    </message>
    <message>
        <source>Import a dictionary</source>
        <translation>Wörterbuch importieren</translation>
    </message>
    <message>
        <source>Use a dictionary from a file (.stemdict)</source>
        <translation>Ein Wörterbuch aus einer Datei (.stemdict) verwenden</translation>
    </message>
</context>
<context>
    <name>DictionaryFiles</name>
    <message>
        <source>Showing the dictionary</source>
        <translation>Wörterbuch wird gezeigt</translation>
    </message>
    <message>
        <source>Looking into the library</source>
        <translation>Blick in die Bibliothek</translation>
    </message>
    <message>
        <source>1 column</source>
        <translation>1 Spalte</translation>
    </message>
    <message>
        <source>{0} columns</source>
        <translation>{0} Spalten</translation>
    </message>
    <message>
        <source>{0} is in the library now and can be used for every song.</source>
        <translation>{0} ist nun in der Bibliothek und lässt sich für jeden Song verwenden.</translation>
    </message>
    <message>
        <source>Saving to the library</source>
        <translation>Speichern in der Bibliothek</translation>
    </message>
    <message>
        <source>Renaming in the library</source>
        <translation>Umbenennen in der Bibliothek</translation>
    </message>
    <message>
        <source>Remove {0} from the library?</source>
        <translation>{0} aus der Bibliothek entfernen?</translation>
    </message>
    <message>
        <source>Its file is deleted. Songs that use it keep it.</source>
        <translation>Die Datei wird gelöscht. Songs, die es verwenden, behalten es.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Removing from the library</source>
        <translation>Entfernen aus der Bibliothek</translation>
    </message>
    <message>
        <source>Reading the dictionary</source>
        <translation>Lese das Wörterbuch</translation>
    </message>
    <message>
        <source>Import a dictionary</source>
        <translation>Wörterbuch importieren</translation>
    </message>
    <message>
        <source>Dictionaries (*{0})</source>
        <translation>Wörterbücher (*{0})</translation>
    </message>
    <message>
        <source>Export the dictionary</source>
        <translation>Wörterbuch exportieren</translation>
    </message>
    <message>
        <source>Writing the dictionary</source>
        <translation>Schreibe das Wörterbuch</translation>
    </message>
    <message>
        <source>Written: {0}</source>
        <translation>Geschrieben: {0}</translation>
    </message>
</context>
<context>
    <name>DictionaryHead</name>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>The source whose dictionary is shown</source>
        <translation>Die Quelle, deren Wörterbuch zu sehen ist</translation>
    </message>
    <message>
        <source>Your dictionary, or what a version of the separation learnt</source>
        <translation>Das eigene Wörterbuch oder das, was eine Version der Trennung gelernt hat</translation>
    </message>
    <message>
        <source>Which dictionary is shown</source>
        <translation>Welches Wörterbuch zu sehen ist</translation>
    </message>
    <message>
        <source>Dictionary</source>
        <translation>Wörterbuch</translation>
    </message>
    <message>
        <source>Learn anew</source>
        <translation>Neu lernen</translation>
    </message>
    <message>
        <source>Take your dictionary away: the next separation learns another</source>
        <translation>Das eigene Wörterbuch wegnehmen: Die nächste Trennung lernt ein anderes</translation>
    </message>
    <message>
        <source>Use instead of learning</source>
        <translation>Statt Lernen verwenden</translation>
    </message>
    <message>
        <source>Make this dictionary yours: the next separation uses it as it is</source>
        <translation>Dieses Wörterbuch zum eigenen machen: Die nächste Trennung verwendet es, wie es ist</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Play all</source>
        <translation>Alle abspielen</translation>
    </message>
    <message>
        <source>End what is heard</source>
        <translation>Beendet, was zu hören ist</translation>
    </message>
    <message>
        <source>Hear every column, from the lowest pitch up</source>
        <translation>Jede Spalte hören, von der tiefsten Tonhöhe an</translation>
    </message>
</context>
<context>
    <name>DictionaryLibraryView</name>
    <message>
        <source>Save to library</source>
        <translation>In Bibliothek speichern</translation>
    </message>
    <message>
        <source>Keep the shown dictionary for other songs</source>
        <translation>Das gezeigte Wörterbuch für andere Songs aufheben</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Write the shown dictionary to a file (.stemdict)</source>
        <translation>Das gezeigte Wörterbuch in eine Datei (.stemdict) schreiben</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importieren…</translation>
    </message>
    <message>
        <source>Use a dictionary from a file (.stemdict); or drop the file on this window</source>
        <translation>Ein Wörterbuch aus einer Datei (.stemdict) verwenden; oder die Datei auf dieses Fenster ziehen</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>Dictionaries that you save here can be used for every song.</source>
        <translation>Hier gespeicherte Wörterbücher lassen sich für jeden Song verwenden.</translation>
    </message>
    <message>
        <source>Dictionaries in the library</source>
        <translation>Wörterbücher in der Bibliothek</translation>
    </message>
    <message>
        <source>Use for {0}</source>
        <translation>Für {0} verwenden</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>The next separation uses the chosen dictionary for {0} instead of learning one</source>
        <translation>Die nächste Trennung verwendet für {0} das gewählte Wörterbuch, statt eines zu lernen</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Remove from the library…</source>
        <translation>Aus der Bibliothek entfernen…</translation>
    </message>
</context>
<context>
    <name>DictionaryPicture</name>
    <message>
        <source>Columns of the dictionary by pitch</source>
        <translation>Spalten des Wörterbuchs nach Tonhöhe</translation>
    </message>
</context>
<context>
    <name>DictionarySide</name>
    <message>
        <source>Name of the dictionary</source>
        <translation>Name des Wörterbuchs</translation>
    </message>
    <message>
        <source>Rename the dictionary</source>
        <translation>Wörterbuch umbenennen</translation>
    </message>
    <message>
        <source>Name of the column</source>
        <translation>Name der Spalte</translation>
    </message>
    <message>
        <source>Name the column; empty: its note</source>
        <translation>Spalte benennen; leer: ihre Note</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Hear the chosen columns  (Space)</source>
        <translation>Die gewählten Spalten hören  (Leertaste)</translation>
    </message>
    <message>
        <source>Take the chosen columns out of the dictionary  (Del)</source>
        <translation>Die gewählten Spalten aus dem Wörterbuch nehmen  (Entf)</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Dictionary</source>
        <translation>Wörterbuch</translation>
    </message>
    <message>
        <source>Choose one column to name it</source>
        <translation>Zum Benennen eine Spalte wählen</translation>
    </message>
</context>
<context>
    <name>DictionarySound</name>
    <message>
        <source>A device is split live: end that first to hear the columns.</source>
        <translation>Ein Gerät wird live getrennt: zuerst beenden, dann sind die Spalten zu hören.</translation>
    </message>
    <message>
        <source>Open the song to hear the columns.</source>
        <translation>Den Song öffnen, um die Spalten zu hören.</translation>
    </message>
</context>
<context>
    <name>DictionaryWindow</name>
    <message>
        <source>Dictionary</source>
        <translation>Wörterbuch</translation>
    </message>
    <message>
        <source>Visible columns</source>
        <translation>Sichtbare Spalten</translation>
    </message>
    <message>
        <source>Chosen column</source>
        <translation>Gewählte Spalte</translation>
    </message>
    <message>
        <source>{0} columns chosen</source>
        <translation>{0} Spalten gewählt</translation>
    </message>
    <message>
        <source>One column has to stay. Learn anew takes the whole dictionary away.</source>
        <translation>Eine Spalte muss bleiben. „Neu lernen“ nimmt das ganze Wörterbuch weg.</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Name…</source>
        <translation>Benennen…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Choose all</source>
        <translation>Alle wählen</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
</context>
<context>
    <name>DictionaryWords</name>
    <message>
        <source>Noise around {0}</source>
        <translation>Rauschen um {0}</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>Rauschen</translation>
    </message>
    <message>
        <source>no pitch, centre at {0}</source>
        <translation>keine Tonhöhe, Mitte bei {0}</translation>
    </message>
    <message>
        <source>{0} {1:+d} cents</source>
        <translation>{0} {1:+d} Cent</translation>
    </message>
    <message>
        <source>Column {0} of {1}: {2}</source>
        <translation>Spalte {0} von {1}: {2}</translation>
    </message>
    <message>
        <source>{0:.0f} dB</source>
        <translation>{0:.0f} dB</translation>
    </message>
    <message>
        <source>{0}   ·   {1} at {2}</source>
        <translation>{0}   ·   {1} bei {2}</translation>
    </message>
    <message>
        <source>1 column</source>
        <translation>1 Spalte</translation>
    </message>
    <message>
        <source>{0} columns, {1} with a pitch</source>
        <translation>{0} Spalten, {1} mit Tonhöhe</translation>
    </message>
    <message>
        <source>{0:g} kHz, window of {1} samples</source>
        <translation>{0:g} kHz, Fenster mit {1} Samples</translation>
    </message>
    <message>
        <source>version {0}</source>
        <translation>Version {0}</translation>
    </message>
    <message>
        <source>Song</source>
        <translation>Song</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>Variant</source>
        <translation>Variante</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
</context>
<context>
    <name>DocumentController</name>
    <message>
        <source>Convert the times to {0} Hz</source>
        <translation>Zeiten auf {0} Hz umrechnen</translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>Open recent</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Recent songs and projects</source>
        <translation>Letzte Songs und Projekte</translation>
    </message>
    <message>
        <source>Drop a song here</source>
        <translation>Song hier ablegen</translation>
    </message>
    <message>
        <source>WAV, FLAC, OGG, AIFF or MP3, with its score as a MIDI file if you have one; or a project.</source>
        <translation>WAV, FLAC, OGG, AIFF oder MP3, wenn vorhanden mit der Partitur als MIDI-Datei; oder ein Projekt.</translation>
    </message>
    <message>
        <source>A song alone gives voice and accompaniment; its score, or what you paint, every source.</source>
        <translation>Ein Song allein ergibt Stimme und Begleitung, mit Partitur oder Gemaltem jede Quelle.</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Öffnen…</translation>
    </message>
    <message>
        <source>Open the demo</source>
        <translation>Demo öffnen</translation>
    </message>
    <message>
        <source>{0} older ones follow.</source>
        <translation>{0} ältere folgen.</translation>
    </message>
</context>
<context>
    <name>EnginePanel</name>
    <message>
        <source>Engine</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>What a separation with these settings will take on this computer, beside what else it does</source>
        <translation>Was eine Trennung mit diesen Einstellungen auf diesem Rechner braucht, neben dem, was er sonst tut</translation>
    </message>
    <message>
        <source>{0} (recommended)</source>
        <translation>{0} (empfohlen)</translation>
    </message>
    <message>
        <source>About {0} · {1} of memory</source>
        <translation>Etwa {0} · {1} Speicher</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} s</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} min</translation>
    </message>
    <message>
        <source>{0:.1f} h</source>
        <translation>{0:.1f} h</translation>
    </message>
    <message>
        <source>activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>notes</source>
        <translation>Noten</translation>
    </message>
    <message>
        <source>regions</source>
        <translation>Bereiche</translation>
    </message>
    <message>
        <source>examples</source>
        <translation>Beispiele</translation>
    </message>
    <message>
        <source>Makes use of: {0}</source>
        <translation>Nutzt: {0}</translation>
    </message>
</context>
<context>
    <name>EvaluationController</name>
    <message>
        <source>Choose the true source</source>
        <translation>Echte Quelle wählen</translation>
    </message>
    <message>
        <source>Folder with the true sources</source>
        <translation>Ordner mit den echten Quellen</translation>
    </message>
    <message>
        <source>No sound file in that folder is named like one of the sources.</source>
        <translation>Keine Tondatei in diesem Ordner heißt wie eine der Quellen.</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>The measuring was given up.</source>
        <translation>Die Messung wurde abgebrochen.</translation>
    </message>
    <message>
        <source>CSV, a table for spreadsheets (*.csv)</source>
        <translation>CSV, eine Tabelle für Tabellenprogramme (*.csv)</translation>
    </message>
    <message>
        <source>JSON, for programs (*.json)</source>
        <translation>JSON, für Programme (*.json)</translation>
    </message>
    <message>
        <source>Save the measures</source>
        <translation>Messwerte speichern</translation>
    </message>
    <message>
        <source>Written: {0}</source>
        <translation>Geschrieben: {0}</translation>
    </message>
</context>
<context>
    <name>EvaluationDialog</name>
    <message>
        <source>Measure against references: {0}</source>
        <translation>An Referenzen messen: {0}</translation>
    </message>
    <message>
        <source>Choose file…</source>
        <translation>Datei wählen…</translation>
    </message>
    <message>
        <source>The true source of the stem in this row</source>
        <translation>Die echte Quelle zum Stem in dieser Zeile</translation>
    </message>
    <message>
        <source>No reference</source>
        <translation>Keine Referenz</translation>
    </message>
    <message>
        <source>Measure without this stem</source>
        <translation>Ohne diesen Stem messen</translation>
    </message>
    <message>
        <source>From a folder…</source>
        <translation>Aus Ordner…</translation>
    </message>
    <message>
        <source>Take the files of a folder that are named like the sources</source>
        <translation>Die Dateien eines Ordners nehmen, die wie die Quellen heißen</translation>
    </message>
    <message>
        <source>Second by second, too (BSS Eval 4, slower)</source>
        <translation>Auch Sekunde für Sekunde (BSS Eval 4, langsamer)</translation>
    </message>
    <message>
        <source>SDR, ISR, SIR and SAR over time; needs the package museval and ffmpeg</source>
        <translation>SDR, ISR, SIR und SAR im Zeitverlauf; braucht das Paket museval und ffmpeg</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>Compare the stems with the files</source>
        <translation>Die Stems mit den Dateien vergleichen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Give the measuring up</source>
        <translation>Die Messung abbrechen</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern…</translation>
    </message>
    <message>
        <source>Write all measures to a CSV or JSON file</source>
        <translation>Alle Messwerte in eine CSV- oder JSON-Datei schreiben</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>Das Fenster schließen</translation>
    </message>
    <message>
        <source>Progress of the comparison</source>
        <translation>Fortschritt des Vergleichs</translation>
    </message>
    <message>
        <source>Measure over time</source>
        <translation>Messwert im Zeitverlauf</translation>
    </message>
    <message>
        <source>Here the measures are shown second by second.</source>
        <translation>Hier stehen die Messwerte Sekunde für Sekunde.</translation>
    </message>
    <message>
        <source>Gaps: a source is silent there</source>
        <translation>Lücken: Eine Quelle ist dort still</translation>
    </message>
    <message>
        <source>BSS Eval 4 has no figures for a second in which one of the sources is silent</source>
        <translation>BSS Eval 4 hat keine Werte für eine Sekunde, in der eine der Quellen still ist</translation>
    </message>
    <message>
        <source>Stems, references and measures</source>
        <translation>Stems, Referenzen und Messwerte</translation>
    </message>
    <message>
        <source>Stem</source>
        <translation>Stem</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>Signal to distortion: all errors together, in dB</source>
        <translation>Signal zu Verzerrung: alle Fehler zusammen, in dB</translation>
    </message>
    <message>
        <source>SDR of the stem over that of the song itself: what the separation gained</source>
        <translation>SDR des Stems gegenüber dem des Songs selbst: was die Trennung gewonnen hat</translation>
    </message>
    <message>
        <source>Signal to interference: other sources in the stem</source>
        <translation>Signal zu Interferenz: andere Quellen im Stem</translation>
    </message>
    <message>
        <source>Signal to artefacts: sounds that none of the sources has</source>
        <translation>Signal zu Artefakten: Klänge, die keine der Quellen hat</translation>
    </message>
    <message>
        <source>Scale-invariant SDR: no filter is forgiven</source>
        <translation>Skaleninvariantes SDR: Kein Filter wird nachgesehen</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>Messe…</translation>
    </message>
    <message>
        <source>Nothing was measured second by second.</source>
        <translation>Sekunde für Sekunde wurde nichts gemessen.</translation>
    </message>
    <message>
        <source>No file was chosen yet</source>
        <translation>Noch keine Datei gewählt</translation>
    </message>
</context>
<context>
    <name>ExampleController</name>
    <message>
        <source>Select a time in which only {0} sounds, or choose a region that belongs to it, then again.</source>
        <translation>Eine Zeit auswählen, in der nur {0} klingt, oder einen Bereich wählen, der dazugehört, dann noch einmal.</translation>
    </message>
    <message>
        <source>Select a time in which {0} does not sound, or draw a region of what it is not, then again.</source>
        <translation>Eine Zeit auswählen, in der {0} nicht klingt, oder einen Bereich malen, der nicht dazugehört, dann noch einmal.</translation>
    </message>
    <message>
        <source>That is too short to learn from: select at least a tenth of a second.</source>
        <translation>Das ist zum Lernen zu kurz: mindestens eine Zehntelsekunde auswählen.</translation>
    </message>
    <message>
        <source>Sounds of {0} alone</source>
        <translation>Klänge von {0} allein</translation>
    </message>
    <message>
        <source>Sounds that are not {0}</source>
        <translation>Klänge, die nicht {0} sind</translation>
    </message>
    <message>
        <source>What {0} plays in this song</source>
        <translation>Was {0} in diesem Song spielt</translation>
    </message>
    <message>
        <source>{0} files</source>
        <translation>{0} Dateien</translation>
    </message>
    <message>
        <source>Reading {0}</source>
        <translation>Lese {0}</translation>
    </message>
    <message>
        <source>The source of these examples is gone: nothing was added.</source>
        <translation>Die Quelle dieser Beispiele gibt es nicht mehr: Nichts wurde hinzugefügt.</translation>
    </message>
    <message>
        <source>{0} would begin where the song ends.</source>
        <translation>{0} würde beginnen, wo der Song endet.</translation>
    </message>
    <message>
        <source>Remove example of {0}</source>
        <translation>Beispiel für {0} entfernen</translation>
    </message>
    <message>
        <source>Remove example of what is not {0}</source>
        <translation>Gegenbeispiel zu {0} entfernen</translation>
    </message>
    <message>
        <source>the source</source>
        <translation>die Quelle</translation>
    </message>
    <message>
        <source>The selection is {0} alone</source>
        <translation>Die Auswahl ist {0} allein</translation>
    </message>
    <message>
        <source>The selection is not {0}</source>
        <translation>Die Auswahl ist nicht {0}</translation>
    </message>
    <message>
        <source>{0} alone, from files…</source>
        <translation>{0} allein, aus Dateien…</translation>
    </message>
    <message>
        <source>What is not {0}, from files…</source>
        <translation>Was nicht {0} ist, aus Dateien…</translation>
    </message>
    <message>
        <source>What {0} plays in this song, from a file…</source>
        <translation>Was {0} in diesem Song spielt, aus einer Datei…</translation>
    </message>
    <message>
        <source>There is no source to give examples of: add one with Ctrl+T.</source>
        <translation>Es gibt keine Quelle für Beispiele: mit Strg+T eine anlegen.</translation>
    </message>
    <message>
        <source>Add what {0} plays</source>
        <translation>Hinzufügen, was {0} spielt</translation>
    </message>
    <message>
        <source>Add example of what is not {0}</source>
        <translation>Gegenbeispiel zu {0} hinzufügen</translation>
    </message>
    <message>
        <source>Add {1} of what is not {0}</source>
        <translation>{1} Gegenbeispiele zu {0} hinzufügen</translation>
    </message>
    <message>
        <source>Add example of {0}</source>
        <translation>Beispiel für {0} hinzufügen</translation>
    </message>
    <message>
        <source>Add {1} examples of {0}</source>
        <translation>{1} Beispiele für {0} hinzufügen</translation>
    </message>
</context>
<context>
    <name>ExampleDrops</name>
    <message>
        <source>What these files are</source>
        <translation>Was diese Dateien sind</translation>
    </message>
    <message>
        <source>{0} alone: learn from it</source>
        <translation>{0} allein: daraus lernen</translation>
    </message>
    <message>
        <source>{0} alone: learn from them</source>
        <translation>{0} allein: daraus lernen</translation>
    </message>
    <message>
        <source>Not {0}</source>
        <translation>Nicht {0}</translation>
    </message>
    <message>
        <source>What {0} plays in this song…</source>
        <translation>Was {0} in diesem Song spielt…</translation>
    </message>
    <message>
        <source>Open as a song</source>
        <translation>Als Song öffnen</translation>
    </message>
</context>
<context>
    <name>ExampleFiles</name>
    <message>
        <source>this is too short to learn from</source>
        <translation>das ist zum Lernen zu kurz</translation>
    </message>
    <message>
        <source>choose a longer file</source>
        <translation>eine längere Datei wählen</translation>
    </message>
    <message>
        <source>there is only silence in it</source>
        <translation>sie enthält nur Stille</translation>
    </message>
    <message>
        <source>choose another file</source>
        <translation>eine andere Datei wählen</translation>
    </message>
    <message>
        <source>Sounds ({0})</source>
        <translation>Tondateien ({0})</translation>
    </message>
    <message>
        <source>{0} of sound were added: they take up to {1:.0f} MB in the project, and learning from all of it takes longer. A few minutes usually tell as much.</source>
        <translation>{0} Ton hinzugefügt: Im Projekt sind das bis zu {1:.0f} MB, und aus allem zu lernen dauert länger. Einige Minuten sagen meist ebenso viel.</translation>
    </message>
</context>
<context>
    <name>ExampleList</name>
    <message>
        <source>Examples</source>
        <translation>Beispiele</translation>
    </message>
    <message>
        <source>Show or hide the examples</source>
        <translation>Beispiele zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Add an example of the chosen source</source>
        <translation>Ein Beispiel für die gewählte Quelle hinzufügen</translation>
    </message>
</context>
<context>
    <name>ExampleRow</name>
    <message>
        <source>Listen to {0}</source>
        <translation>{0} anhören</translation>
    </message>
    <message>
        <source>Go to {0}</source>
        <translation>Zu {0}</translation>
    </message>
    <message>
        <source>Remove {0}</source>
        <translation>{0} entfernen</translation>
    </message>
    <message>
        <source>Show it in the song</source>
        <translation>Im Song zeigen</translation>
    </message>
    <message>
        <source>Remove this example</source>
        <translation>Dieses Beispiel entfernen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>Anhören</translation>
    </message>
</context>
<context>
    <name>ExampleShelf</name>
    <message>
        <source>The song is not open: this stretch of it cannot be heard.</source>
        <translation>Der Song ist nicht offen: Diese Stelle ist nicht zu hören.</translation>
    </message>
    <message>
        <source>Something else is heard now: stop the live split first.</source>
        <translation>Gerade ist anderes zu hören: zuerst die Live-Trennung beenden.</translation>
    </message>
</context>
<context>
    <name>ExampleWords</name>
    <message>
        <source>not {0}</source>
        <translation>nicht {0}</translation>
    </message>
    <message>
        <source>{0} alone</source>
        <translation>{0} allein</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>{0} from {1} on</source>
        <translation>{0} ab {1}</translation>
    </message>
    <message>
        <source>Solo stretches: {0}</source>
        <translation>Solostellen: {0}</translation>
    </message>
    <message>
        <source>{0} alone, found</source>
        <translation>{0} allein, gefunden</translation>
    </message>
    <message>
        <source>Painted regions: {0}</source>
        <translation>Gemalte Bereiche: {0}</translation>
    </message>
    <message>
        <source>belong to {0}</source>
        <translation>gehören zu {0}</translation>
    </message>
    <message>
        <source>Your dictionaries are used instead of learning.</source>
        <translation>Die eigenen Wörterbücher werden statt Lernen verwendet.</translation>
    </message>
    <message>
        <source>Your dictionary of {0} is used instead of learning.</source>
        <translation>Das eigene Wörterbuch von {0} wird statt Lernen verwendet.</translation>
    </message>
    <message>
        <source>Every other source has examples.</source>
        <translation>Jede andere Quelle hat Beispiele.</translation>
    </message>
    <message>
        <source>The chosen engine makes no use of examples: take the engine “Learnt from examples”.</source>
        <translation>Das gewählte Verfahren nutzt keine Beispiele: das Verfahren „Aus Beispielen gelernt“ wählen.</translation>
    </message>
    <message>
        <source>Say how at least one source sounds alone: drop a file on it.</source>
        <translation>Angeben, wie mindestens eine Quelle allein klingt: eine Datei auf sie ziehen.</translation>
    </message>
    <message>
        <source>Say how at least one source sounds alone: select a time and press {0}, or drop a file here.</source>
        <translation>Angeben, wie mindestens eine Quelle allein klingt: eine Zeit auswählen und {0} drücken oder eine Datei hier ablegen.</translation>
    </message>
    <message>
        <source>Of a part of the song it is known what every source plays: what was learnt is fitted to it.</source>
        <translation>Von einem Teil des Songs ist bekannt, was jede Quelle spielt: Das Gelernte wird daran angepasst.</translation>
    </message>
    <message>
        <source>{0} has no examples: it is learnt from the song itself.</source>
        <translation>{0} hat keine Beispiele: Gelernt wird aus dem Song selbst.</translation>
    </message>
    <message>
        <source>{0} have no examples: they are learnt from the song itself.</source>
        <translation>{0} haben keine Beispiele: Gelernt wird aus dem Song selbst.</translation>
    </message>
    <message>
        <source>Every source has examples; mixtures of them teach the difference.</source>
        <translation>Jede Quelle hat Beispiele; Mischungen daraus lehren den Unterschied.</translation>
    </message>
    <message>
        <source>Every source has examples.</source>
        <translation>Jede Quelle hat Beispiele.</translation>
    </message>
    <message>
        <source>{0:.1f} s</source>
        <translation>{0:.1f} s</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} min</translation>
    </message>
    <message>
        <source>{0} and {1}</source>
        <translation>{0} und {1}</translation>
    </message>
</context>
<context>
    <name>ExportController</name>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>Looking for clipping</source>
        <translation>Suche nach Übersteuerungen</translation>
    </message>
</context>
<context>
    <name>ExportDesk</name>
    <message>
        <source>There are no stems yet: separate first</source>
        <translation>Es gibt noch keine Stems: Zuerst trennen</translation>
    </message>
    <message>
        <source>The chosen source has no stem</source>
        <translation>Die gewählte Quelle hat keinen Stem</translation>
    </message>
    <message>
        <source>The stems of this version are being brought back…</source>
        <translation>Die Stems dieser Version werden zurückgeholt…</translation>
    </message>
    <message>
        <source>Choose a folder for the files.</source>
        <translation>Wählen Sie einen Ordner für die Dateien.</translation>
    </message>
    <message>
        <source>The file names have to be changed.</source>
        <translation>Die Dateinamen müssen geändert werden.</translation>
    </message>
    <message>
        <source>{0} cannot be written to; choose another folder.</source>
        <translation>In {0} lässt sich nicht schreiben; wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>These are in {1} already: {0}.</source>
        <translation>In {1} gibt es schon: {0}.</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Replace files?</source>
        <translation>Dateien ersetzen?</translation>
    </message>
    <message>
        <source>Cancelled; nothing was written.</source>
        <translation>Abgebrochen; nichts wurde geschrieben.</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Stems</source>
        <translation>Stems</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Which version of the separation is exported</source>
        <translation>Welche Version der Trennung exportiert wird</translation>
    </message>
    <message>
        <source>File names</source>
        <translation>Dateinamen</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>Umfang</translation>
    </message>
    <message>
        <source>Also write</source>
        <translation>Auch schreiben</translation>
    </message>
    <message>
        <source>Looking for samples beyond full scale…</source>
        <translation>Suche nach Samples über Vollaussteuerung…</translation>
    </message>
    <message>
        <source>Writing…</source>
        <translation>Schreibe…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>ExportOffers</name>
    <message>
        <source>song</source>
        <translation>Song</translation>
    </message>
    <message>
        <source>{0} stems</source>
        <translation>{0} Stems</translation>
    </message>
    <message>
        <source>There are no notes; import a score or draw some</source>
        <translation>Es gibt keine Noten; importieren Sie eine Partitur oder zeichnen Sie welche</translation>
    </message>
    <message>
        <source>Nobody has said when a source plays; paint it in the lanes</source>
        <translation>Niemand hat angegeben, wann eine Quelle spielt; malen Sie es in den Spuren</translation>
    </message>
</context>
<context>
    <name>ExportWords</name>
    <message numerus="yes">
        <source>%n file(s), about {0}</source>
        <translation>
            <numerusform>%n Datei, etwa {0}</numerusform>
            <numerusform>%n Dateien, etwa {0}</numerusform>
        </translation>
    </message>
    <message>
        <source>{0}; {1} free.</source>
        <translation>{0}; {1} frei.</translation>
    </message>
    <message>
        <source>Replaces {0}.</source>
        <translation>Ersetzt {0}.</translation>
    </message>
    <message>
        <source>Only all stems and the residual together are the whole song.</source>
        <translation>Nur alle Stems und der Rest zusammen ergeben den ganzen Song.</translation>
    </message>
    <message>
        <source>Together they are not quite the song: what is beyond full scale is lost.</source>
        <translation>Zusammen sind sie nicht ganz der Song: Was über Vollaussteuerung liegt, geht verloren.</translation>
    </message>
    <message>
        <source>Together they are the song at that lower level.</source>
        <translation>Zusammen sind sie der Song mit diesem niedrigeren Pegel.</translation>
    </message>
    <message>
        <source>Among them are files that sum to the song, sample by sample.</source>
        <translation>Darunter sind Dateien, die zusammen den Song ergeben, Sample für Sample.</translation>
    </message>
    <message>
        <source>Together they are the song, sample by sample.</source>
        <translation>Zusammen ergeben sie den Song, Sample für Sample.</translation>
    </message>
    <message>
        <source>{0} and {1} more</source>
        <translation>{0} und {1} weitere</translation>
    </message>
    <message>
        <source>Looking for samples beyond full scale…</source>
        <translation>Suche nach Samples über Vollaussteuerung…</translation>
    </message>
    <message>
        <source>No file is beyond full scale.</source>
        <translation>Keine Datei liegt über Vollaussteuerung.</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) written.</source>
        <translation>
            <numerusform>%n Datei geschrieben.</numerusform>
            <numerusform>%n Dateien geschrieben.</numerusform>
        </translation>
    </message>
    <message>
        <source>Stems that are also in a group were counted once.</source>
        <translation>Was auch in einer Gruppe ist, wurde einmal gezählt.</translation>
    </message>
    <message>
        <source>All files are {0} dB lower than the song.</source>
        <translation>Alle Dateien sind {0} dB leiser als der Song.</translation>
    </message>
    <message numerus="yes">
        <source>%n sample(s) were beyond full scale and are limited to it.</source>
        <translation>
            <numerusform>%n Sample lag über Vollaussteuerung und ist darauf begrenzt.</numerusform>
            <numerusform>%n Samples lagen über Vollaussteuerung und sind darauf begrenzt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Read back from the disk they sum to the song at that level exactly.</source>
        <translation>Vom Datenträger zurückgelesen ergeben sie exakt den Song mit diesem Pegel.</translation>
    </message>
    <message>
        <source>Read back from the disk they sum to the song exactly.</source>
        <translation>Vom Datenträger zurückgelesen ergeben sie exakt den Song.</translation>
    </message>
    <message>
        <source>the song at that level</source>
        <translation>den Song mit diesem Pegel</translation>
    </message>
    <message>
        <source>the song</source>
        <translation>den Song</translation>
    </message>
    <message>
        <source>Read back from the disk they sum to {0} within {1} dB</source>
        <translation>Vom Datenträger zurückgelesen ergeben sie {0} bis auf {1} dB</translation>
    </message>
    <message>
        <source>{0} of full scale</source>
        <translation>{0} der Vollaussteuerung</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) of {0} bits</source>
        <translation>
            <numerusform>%n Stufe bei {0} Bit</numerusform>
            <numerusform>%n Stufen bei {0} Bit</numerusform>
        </translation>
    </message>
    <message>
        <source>{0}; the largest difference is {1}.</source>
        <translation>{0}; die größte Abweichung ist {1}.</translation>
    </message>
</context>
<context>
    <name>ExtrasField</name>
    <message>
        <source>Reaper project</source>
        <translation>Reaper-Projekt</translation>
    </message>
    <message>
        <source>A session for Reaper with every file on a named track</source>
        <translation>Eine Session für Reaper mit jeder Datei auf einer benannten Spur</translation>
    </message>
    <message>
        <source>DAWproject</source>
        <translation>DAWproject</translation>
    </message>
    <message>
        <source>A session for Bitwig, Studio One, Cubase and others with every file on a named track</source>
        <translation>Eine Session für Bitwig, Studio One, Cubase und andere mit jeder Datei auf einer benannten Spur</translation>
    </message>
    <message>
        <source>MIDI per source</source>
        <translation>MIDI je Quelle</translation>
    </message>
    <message>
        <source>The notes of every source as they lie on the song</source>
        <translation>Die Noten jeder Quelle, wie sie auf dem Song liegen</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>How the stems were made and measured, as report.json</source>
        <translation>Wie die Stems entstanden und gemessen sind, als report.json</translation>
    </message>
    <message>
        <source>When each source plays, as a table for spreadsheets</source>
        <translation>Wann jede Quelle spielt, als Tabelle für Tabellenprogramme</translation>
    </message>
    <message>
        <source>When each source plays, as a label track for Sonic Visualiser and Audacity</source>
        <translation>Wann jede Quelle spielt, als Textspur für Sonic Visualiser und Audacity</translation>
    </message>
    <message>
        <source>When each source plays and its notes, for research tools</source>
        <translation>Wann jede Quelle spielt und ihre Noten, für Forschungswerkzeuge</translation>
    </message>
    <message>
        <source>Labels as {0}</source>
        <translation>Aktivität als {0}</translation>
    </message>
    <message>
        <source>Labels as</source>
        <translation>Aktivität als</translation>
    </message>
</context>
<context>
    <name>FileList</name>
    <message>
        <source>{0} is not there now</source>
        <translation>{0} ist gerade nicht da</translation>
    </message>
</context>
<context>
    <name>FileTree</name>
    <message>
        <source>Files to export</source>
        <translation>Dateien für den Export</translation>
    </message>
    <message>
        <source>Space ticks a file; the menu of a stem makes groups</source>
        <translation>Die Leertaste wählt eine Datei an oder ab; das Menü eines Stems bildet Gruppen</translation>
    </message>
    <message>
        <source>Stem</source>
        <translation>Stem</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
</context>
<context>
    <name>FolderField</name>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Where the files go; a folder that is not there is made</source>
        <translation>Wohin die Dateien kommen; ein Ordner, den es nicht gibt, wird angelegt</translation>
    </message>
    <message>
        <source>Folders used last</source>
        <translation>Zuletzt benutzte Ordner</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Choose the folder</source>
        <translation>Ordner wählen</translation>
    </message>
    <message>
        <source>Folder for the files</source>
        <translation>Ordner für die Dateien</translation>
    </message>
</context>
<context>
    <name>FormatField</name>
    <message>
        <source>Read by every program; RF64 beyond 4 GB</source>
        <translation>Liest jedes Programm; über 4 GB als RF64</translation>
    </message>
    <message>
        <source>About two thirds of the size, and not one bit is lost</source>
        <translation>Etwa zwei Drittel der Größe, und kein Bit geht verloren</translation>
    </message>
    <message>
        <source>The plain format of many Macs; up to 4 GB a file</source>
        <translation>Das schlichte Format vieler Macs; bis 4 GB je Datei</translation>
    </message>
    <message>
        <source>As on a CD: the finest steps are lost under dither, what is beyond full scale is limited</source>
        <translation>Wie auf einer CD: Die feinsten Stufen gehen im Dither unter; was über Vollaussteuerung liegt, wird begrenzt</translation>
    </message>
    <message>
        <source>Finer than any converter; only what is beyond full scale is limited</source>
        <translation>Feiner als jeder Wandler; nur was über Vollaussteuerung liegt, wird begrenzt</translation>
    </message>
    <message>
        <source>Nothing is lost, neither fine steps nor what is beyond full scale</source>
        <translation>Nichts geht verloren, weder feine Stufen noch was über Vollaussteuerung liegt</translation>
    </message>
    <message>
        <source>File format</source>
        <translation>Dateiformat</translation>
    </message>
    <message>
        <source>16 bits</source>
        <translation>16 Bit</translation>
    </message>
    <message>
        <source>24 bits</source>
        <translation>24 Bit</translation>
    </message>
    <message>
        <source>32-bit float</source>
        <translation>32 Bit Float</translation>
    </message>
    <message>
        <source>Sample format</source>
        <translation>Sampleformat</translation>
    </message>
</context>
<context>
    <name>FoundActivity</name>
    <message>
        <source>Bringing back what was found</source>
        <translation>Gefundenes wird zurückgeholt</translation>
    </message>
</context>
<context>
    <name>FramePlot</name>
    <message>
        <source>Measures over time</source>
        <translation>Messwerte im Zeitverlauf</translation>
    </message>
</context>
<context>
    <name>FrequencyAxis</name>
    <message>
        <source>Frequency axis</source>
        <translation>Frequenzachse</translation>
    </message>
</context>
<context>
    <name>GroupDialog</name>
    <message>
        <source>New group</source>
        <translation>Neue Gruppe</translation>
    </message>
    <message>
        <source>Edit group</source>
        <translation>Gruppe bearbeiten</translation>
    </message>
    <message>
        <source>Name of the group</source>
        <translation>Name der Gruppe</translation>
    </message>
    <message>
        <source>Name of the group, and of its file</source>
        <translation>Name der Gruppe und ihrer Datei</translation>
    </message>
    <message>
        <source>Stems in the group</source>
        <translation>Stems der Gruppe</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Make the group</source>
        <translation>Gruppe anlegen</translation>
    </message>
    <message>
        <source>Change the group</source>
        <translation>Gruppe ändern</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>One file with the sum of</source>
        <translation>Eine Datei mit der Summe von</translation>
    </message>
    <message>
        <source>Tick the stems that belong together.</source>
        <translation>Wählen Sie die Stems, die zusammengehören.</translation>
    </message>
    <message>
        <source>Give the group a name.</source>
        <translation>Geben Sie der Gruppe einen Namen.</translation>
    </message>
</context>
<context>
    <name>Interchange</name>
    <message>
        <source>Import activity</source>
        <translation>Aktivität importieren</translation>
    </message>
    <message>
        <source>Reading {0}</source>
        <translation>Lese {0}</translation>
    </message>
    <message>
        <source>CSV, a table for spreadsheets (*.csv)</source>
        <translation>CSV, eine Tabelle für Tabellenprogramme (*.csv)</translation>
    </message>
    <message>
        <source>LAB, a label track for Sonic Visualiser and Audacity (*.lab *.txt)</source>
        <translation>LAB, eine Textspur für Sonic Visualiser und Audacity (*.lab *.txt)</translation>
    </message>
    <message>
        <source>JAMS, for research tools (*.jams)</source>
        <translation>JAMS, für Forschungswerkzeuge (*.jams)</translation>
    </message>
    <message>
        <source>Export activity</source>
        <translation>Aktivität exportieren</translation>
    </message>
    <message>
        <source>Writing {0}</source>
        <translation>Schreibe {0}</translation>
    </message>
    <message>
        <source>Export notes</source>
        <translation>Noten exportieren</translation>
    </message>
    <message>
        <source>MIDI (*.mid)</source>
        <translation>MIDI (*.mid)</translation>
    </message>
    <message>
        <source>song</source>
        <translation>Song</translation>
    </message>
    <message>
        <source>There already is {0} in {1}.</source>
        <translation>In {1} gibt es schon {0}.</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Replace the file?</source>
        <translation>Datei ersetzen?</translation>
    </message>
    <message>
        <source>Import activity from {0}</source>
        <translation>Aktivität aus {0} importieren</translation>
    </message>
    <message>
        <source>Written: {0}</source>
        <translation>Geschrieben: {0}</translation>
    </message>
</context>
<context>
    <name>IoTask</name>
    <message>
        <source>There is not enough memory for this; close other programs.</source>
        <translation>Dafür reicht der Speicher nicht; schließen Sie andere Programme.</translation>
    </message>
    <message>
        <source>{0} failed ({1}: {2}); the log says more.</source>
        <translation>{0} ist fehlgeschlagen ({1}: {2}); mehr steht im Protokoll.</translation>
    </message>
</context>
<context>
    <name>JobPanel</name>
    <message>
        <source>Separate</source>
        <translation>Trennen</translation>
    </message>
    <message>
        <source>Progress of the separation</source>
        <translation>Fortschritt der Trennung</translation>
    </message>
    <message>
        <source>Stop and keep</source>
        <translation>Stopp, behalten</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Begin anew in place of going on</source>
        <translation>Neu beginnen, statt fortzusetzen</translation>
    </message>
    <message>
        <source>Error on remixes</source>
        <translation>Fehler an Remixen</translation>
    </message>
    <message>
        <source>Objective</source>
        <translation>Zielfunktion</translation>
    </message>
    <message>
        <source>Divergence</source>
        <translation>Divergenz</translation>
    </message>
    <message>
        <source>{0} elapsed</source>
        <translation>{0} vergangen</translation>
    </message>
    <message>
        <source>about {0} left</source>
        <translation>noch etwa {0}</translation>
    </message>
</context>
<context>
    <name>KeyController</name>
    <message>
        <source>{0} is the key of “{1}”, which would lose it.</source>
        <translation>{0} ist die Taste von „{1}“, das sie verlieren würde.</translation>
    </message>
    <message>
        <source>Take the key for “{0}”?</source>
        <translation>Die Taste für „{0}“ nehmen?</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>Nehmen</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Lassen</translation>
    </message>
</context>
<context>
    <name>KeyField</name>
    <message>
        <source>Keys of the chosen action</source>
        <translation>Tasten der gewählten Aktion</translation>
    </message>
    <message>
        <source>Press the keys, or Esc to leave it as it is</source>
        <translation>Tasten drücken; Esc lässt alles, wie es ist</translation>
    </message>
</context>
<context>
    <name>KeyList</name>
    <message>
        <source>Keys and mouse</source>
        <translation>Tasten und Maus</translation>
    </message>
    <message>
        <source>Find an action or a key</source>
        <translation>Aktion oder Taste suchen</translation>
    </message>
    <message>
        <source>Changed keys are bold. The mouse keeps its bindings.</source>
        <translation>Geänderte Tasten sind fett. Die Maus behält ihre Belegung.</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Ändern…</translation>
    </message>
    <message>
        <source>Press the keys that shall do this</source>
        <translation>Die Tasten drücken, die das tun sollen</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>Hinzufügen…</translation>
    </message>
    <message>
        <source>Press keys that shall do this as well</source>
        <translation>Tasten drücken, die das auch tun sollen</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Take the keys away</source>
        <translation>Die Tasten wegnehmen</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Back to the keys it came with</source>
        <translation>Zurück zu den ursprünglichen Tasten</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>Alle zurücksetzen</translation>
    </message>
    <message>
        <source>Give every action the keys it came with</source>
        <translation>Jeder Aktion die ursprünglichen Tasten geben</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close the list</source>
        <translation>Die Liste schließen</translation>
    </message>
    <message>
        <source>Choose an action to change its keys</source>
        <translation>Eine Aktion wählen, um ihre Tasten zu ändern</translation>
    </message>
</context>
<context>
    <name>KeyboardAxis</name>
    <message>
        <source>Piano keyboard</source>
        <translation>Klaviatur</translation>
    </message>
    <message>
        <source>Click a key or drag over several to choose their notes. Shift: add to those that are chosen. Ctrl: only notes of the chosen source.</source>
        <translation>Eine Taste klicken oder über mehrere ziehen, um ihre Noten zu wählen. Umschalt: zu den gewählten nehmen. Strg: nur Noten der gewählten Quelle.</translation>
    </message>
</context>
<context>
    <name>LaneNames</name>
    <message>
        <source>Sources of the lanes</source>
        <translation>Quellen der Spuren</translation>
    </message>
</context>
<context>
    <name>LanesView</name>
    <message>
        <source>Activity lanes</source>
        <translation>Aktivitätsspuren</translation>
    </message>
    <message>
        <source>Separate, add a source (Ctrl+T) or import a score</source>
        <translation>Trennen, Quelle anlegen (Strg+T) oder Partitur importieren</translation>
    </message>
    <message>
        <source>{0}, lane {1} of {2}</source>
        <translation>{0}, Spur {1} von {2}</translation>
    </message>
    <message>
        <source>active</source>
        <translation>aktiv</translation>
    </message>
    <message>
        <source>silent</source>
        <translation>still</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>Drag in the lane: active; with Alt silent, with Shift unknown</source>
        <translation>In der Spur ziehen: aktiv; mit Alt still, mit Umschalt unbekannt</translation>
    </message>
    <message>
        <source>Drag an edge: move it; Ctrl + drag: move the span (Alt: without snapping)</source>
        <translation>Kante ziehen: verschieben; Strg + Ziehen: Abschnitt verschieben (Alt: ohne Einrasten)</translation>
    </message>
    <message>
        <source>Double click: select the span</source>
        <translation>Doppelklick: Abschnitt auswählen</translation>
    </message>
    <message>
        <source>Enter: mark the selection active; with Alt silent; Delete: unknown</source>
        <translation>Eingabe: Auswahl aktiv; mit Alt still; Entf: unbekannt</translation>
    </message>
    <message>
        <source>Hold a number key while it plays: tap the lane active, with Alt silent</source>
        <translation>Bei der Wiedergabe Zifferntaste halten: Spur aktiv tippen, mit Alt still</translation>
    </message>
</context>
<context>
    <name>LeakageController</name>
    <message>
        <source>Measuring what leaks</source>
        <translation>Übersprechen wird gemessen</translation>
    </message>
</context>
<context>
    <name>LearntDictionaries</name>
    <message>
        <source>Bringing the dictionary back</source>
        <translation>Wörterbuch wird zurückgeholt</translation>
    </message>
</context>
<context>
    <name>LevelMatcher</name>
    <message>
        <source>Matching levels</source>
        <translation>Pegel werden angeglichen</translation>
    </message>
    <message>
        <source>Off: mixture, stems and residual are heard as loud as they are.</source>
        <translation>Aus: Mix, Stems und Rest sind so laut zu hören, wie sie sind.</translation>
    </message>
    <message>
        <source>Measuring how loud mixture and stems are…</source>
        <translation>Es wird gemessen, wie laut Mix und Stems sind…</translation>
    </message>
    <message>
        <source>Mixture and stems are heard equally loud, once there are stems.</source>
        <translation>Mix und Stems sind gleich laut zu hören, sobald es Stems gibt.</translation>
    </message>
    <message>
        <source>Applied now: mixture {0} dB, stems {1} dB, residual {2} dB</source>
        <translation>Jetzt angewandt: Mix {0} dB, Stems {1} dB, Rest {2} dB</translation>
    </message>
</context>
<context>
    <name>LiveController</name>
    <message>
        <source>Live: loading the network…</source>
        <translation>Live: Netz wird geladen…</translation>
    </message>
    <message>
        <source>Loading the network</source>
        <translation>Laden des Netzes</translation>
    </message>
    <message>
        <source>Live: starting {0}…</source>
        <translation>Live: {0} wird gestartet…</translation>
    </message>
    <message>
        <source>Live from {0}: play ({1}) to hear it split.</source>
        <translation>Live von {0}: Wiedergabe ({1}) starten, dann ist es getrennt zu hören.</translation>
    </message>
    <message>
        <source>Live from {0}: press play.</source>
        <translation>Live von {0}: Wiedergabe drücken.</translation>
    </message>
    <message>
        <source>Causal network, the best</source>
        <translation>Kausales Netz, das beste</translation>
    </message>
    <message>
        <source>Unrolled robust NMF</source>
        <translation>Entfaltete robuste NMF</translation>
    </message>
    <message>
        <source>Unrolled robust PCA</source>
        <translation>Entfaltete robuste PCA</translation>
    </message>
    <message>
        <source>Looking for input devices</source>
        <translation>Suche nach Eingabegeräten</translation>
    </message>
    <message>
        <source>Live: in time with the song (its frame of {0} ms is read ahead) · {1} % of one core</source>
        <translation>Live: synchron zum Song (sein Frame von {0} ms wird vorausgelesen) · {1} % eines Kerns</translation>
    </message>
    <message>
        <source>The device plays {0} ms after it is given the sound.</source>
        <translation>Das Gerät spielt den Ton {0} ms, nachdem es ihn bekommt.</translation>
    </message>
    <message>
        <source>Live: {0} ms (frame {1}, device {2}) · {3} % of one core</source>
        <translation>Live: {0} ms (Frame {1}, Gerät {2}) · {3} % eines Kerns</translation>
    </message>
    <message>
        <source>From {0} to {1}; the slowest block took {2} % of its time.</source>
        <translation>Von {0} zu {1}; der langsamste Block brauchte {2} % seiner Zeit.</translation>
    </message>
    <message>
        <source>the computer is too busy, the sound broke off</source>
        <translation>der Rechner ist überlastet, es gab Aussetzer</translation>
    </message>
</context>
<context>
    <name>LiveInput</name>
    <message>
        <source>Splitting an input device</source>
        <translation>Live-Trennung eines Eingabegeräts</translation>
    </message>
    <message>
        <source>Ending the live split</source>
        <translation>Beenden der Live-Trennung</translation>
    </message>
</context>
<context>
    <name>LiveMenu</name>
    <message>
        <source>Live split</source>
        <translation>Live-Trennung</translation>
    </message>
    <message>
        <source>What is split</source>
        <translation>Was getrennt wird</translation>
    </message>
    <message>
        <source>Choose what is split into voice and accompaniment: click, or Enter</source>
        <translation>Wählen, was in Stimme und Begleitung getrennt wird: Klick oder Eingabe</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Neu suchen</translation>
    </message>
    <message>
        <source>Look for devices that were connected or switched on since</source>
        <translation>Geräte suchen, die seither angeschlossen oder eingeschaltet wurden</translation>
    </message>
    <message>
        <source>With a microphone use headphones: it would hear the loudspeakers.</source>
        <translation>Mit einem Mikrofon Kopfhörer verwenden: Sonst hört es die Lautsprecher.</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>What tells voice and accompaniment apart</source>
        <translation>Was Stimme und Begleitung unterscheidet</translation>
    </message>
    <message>
        <source>Split live into voice and accompaniment</source>
        <translation>Live in Stimme und Begleitung trennen</translation>
    </message>
    <message>
        <source>The open song</source>
        <translation>Der offene Song</translation>
    </message>
    <message>
        <source>The song, once one is open</source>
        <translation>Der Song, sobald einer offen ist</translation>
    </message>
    <message>
        <source>Looking for input devices…</source>
        <translation>Suche nach Eingabegeräten…</translation>
    </message>
    <message>
        <source>No input device was found</source>
        <translation>Kein Eingabegerät gefunden</translation>
    </message>
</context>
<context>
    <name>LiveStrips</name>
    <message>
        <source>Voice</source>
        <translation>Stimme</translation>
    </message>
    <message>
        <source>Accompaniment</source>
        <translation>Begleitung</translation>
    </message>
    <message>
        <source>Split while it plays. Your sources and stems are back when you leave Live.</source>
        <translation>Getrennt wird bei der Wiedergabe. Quellen und Stems sind wieder da, sobald Live aus ist.</translation>
    </message>
</context>
<context>
    <name>LiveSwitch</name>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
</context>
<context>
    <name>LossCurve</name>
    <message>
        <source>Divergence</source>
        <translation>Divergenz</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Open recent</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Open the song first, then its score.</source>
        <translation>Zuerst den Song öffnen, dann seine Partitur.</translation>
    </message>
    <message>
        <source>The language changes at the next start.</source>
        <translation>Die Sprache wechselt beim nächsten Start.</translation>
    </message>
    <message>
        <source>Select a time first: drag in the spectrogram with tool 2, or Shift+arrows.</source>
        <translation>Wählen Sie zuerst eine Zeit aus: Ziehen Sie im Spektrogramm mit Werkzeug 2 oder drücken Sie Umschalt+Pfeile.</translation>
    </message>
</context>
<context>
    <name>MasterStrip</name>
    <message>
        <source>Master gain</source>
        <translation>Pegel des Masters</translation>
    </message>
    <message>
        <source>Gain of everything that is heard, never of what is exported; double click for 0 dB</source>
        <translation>Pegel von allem, was zu hören ist, nie von dem, was exportiert wird; Doppelklick für 0 dB</translation>
    </message>
    <message>
        <source>{0} dBTP</source>
        <translation>{0} dBTP</translation>
    </message>
    <message>
        <source>Master</source>
        <translation>Master</translation>
    </message>
    <message>
        <source>Highest true peak, between the samples too (ITU-R BS.1770); click to forget it</source>
        <translation>Höchster True Peak, auch zwischen den Samples (ITU-R BS.1770); Klick vergisst ihn</translation>
    </message>
    <message>
        <source>The true peak is above -1 dBTP: streaming services ask for less. Click to forget it</source>
        <translation>Der True Peak liegt über -1 dBTP: Streamingdienste verlangen weniger. Klick vergisst ihn</translation>
    </message>
    <message>
        <source>The true peak is above full scale: a converter clips here. Turn the master down. Click to forget it</source>
        <translation>Der True Peak liegt über Vollaussteuerung: Ein Wandler übersteuert hier. Regeln Sie den Master herunter. Klick vergisst ihn</translation>
    </message>
    <message>
        <source>True peak</source>
        <translation>True Peak</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Close the message</source>
        <translation>Meldung schließen</translation>
    </message>
</context>
<context>
    <name>Meter</name>
    <message>
        <source>Level</source>
        <translation>Pegel</translation>
    </message>
    <message>
        <source>Peak level; nothing was heard yet</source>
        <translation>Spitzenpegel; noch war nichts zu hören</translation>
    </message>
    <message>
        <source>Highest peak: {0} dB of full scale; click to forget it</source>
        <translation>Höchster Spitzenwert: {0} dB zur Vollaussteuerung; Klick vergisst ihn</translation>
    </message>
    <message>
        <source>The red mark says that it was beyond full scale.</source>
        <translation>Die rote Marke sagt, dass er über Vollaussteuerung lag.</translation>
    </message>
</context>
<context>
    <name>MixerPanel</name>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Separate gives voice and accompaniment. For other sources add one ({0}) and paint when it plays, or import a score: every track is a source.</source>
        <translation>Trennen ergibt Stimme und Begleitung. Für andere Quellen eine anlegen ({0}) und malen, wann sie spielt, oder eine Partitur importieren: Jede Spur ist eine Quelle.</translation>
    </message>
</context>
<context>
    <name>NamesField</name>
    <message>
        <source>File names</source>
        <translation>Dateinamen</translation>
    </message>
    <message>
        <source>The name of every file, without its ending; words in braces are filled in for each</source>
        <translation>Der Name jeder Datei ohne Endung; Wörter in geschweiften Klammern werden für jede eingesetzt</translation>
    </message>
    <message>
        <source>Name of the song</source>
        <translation>Name des Songs</translation>
    </message>
    <message>
        <source>Name of the source or group</source>
        <translation>Name der Quelle oder Gruppe</translation>
    </message>
    <message>
        <source>Number of the file, with zeros before it where there are ten or more</source>
        <translation>Nummer der Datei, mit Nullen davor ab zehn Dateien</translation>
    </message>
    <message>
        <source>How many files there are</source>
        <translation>Anzahl der Dateien</translation>
    </message>
    <message>
        <source>Engine that separated</source>
        <translation>Verfahren der Trennung</translation>
    </message>
    <message>
        <source>Name of the version</source>
        <translation>Name der Version</translation>
    </message>
    <message>
        <source>Today&apos;s date</source>
        <translation>Datum von heute</translation>
    </message>
    <message>
        <source>Bits of a sample</source>
        <translation>Bits eines Samples</translation>
    </message>
    <message>
        <source>Sample rate</source>
        <translation>Abtastrate</translation>
    </message>
    <message>
        <source>Insert field</source>
        <translation>Feld einfügen</translation>
    </message>
    <message>
        <source>Put a field where the cursor is</source>
        <translation>Ein Feld an der Schreibmarke einfügen</translation>
    </message>
    <message>
        <source>For example: {0}</source>
        <translation>Zum Beispiel: {0}</translation>
    </message>
</context>
<context>
    <name>NoiseDialog</name>
    <message>
        <source>Remove noise</source>
        <translation>Rauschen entfernen</translation>
    </message>
    <message>
        <source>The noise</source>
        <translation>Das Rauschen</translation>
    </message>
    <message>
        <source>What is to stay</source>
        <translation>Was bleiben soll</translation>
    </message>
    <message>
        <source>Heard alone</source>
        <translation>Allein zu hören</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>Auswahl</translation>
    </message>
    <message>
        <source>A file</source>
        <translation>Eine Datei</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>There is a moment, or a file, with nothing but the noise</source>
        <translation>Es gibt eine Stelle oder eine Datei mit nichts als dem Rauschen</translation>
    </message>
    <message>
        <source>There is a moment, or a file, without any noise</source>
        <translation>Es gibt eine Stelle oder eine Datei ganz ohne Rauschen</translation>
    </message>
    <message>
        <source>What is selected in the song</source>
        <translation>Was im Song ausgewählt ist</translation>
    </message>
    <message>
        <source>Nothing is selected in the song</source>
        <translation>Im Song ist nichts ausgewählt</translation>
    </message>
    <message>
        <source>Another recording: room noise, another take, a sample</source>
        <translation>Eine andere Aufnahme: Raumrauschen, ein anderer Take, ein Sample</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>Einrichten</translation>
    </message>
    <message>
        <source>Say how one of the two sounds alone. The other is learnt from the song itself when you separate.</source>
        <translation>Angeben, wie eines von beiden allein klingt. Das andere wird beim Trennen aus dem Song selbst gelernt.</translation>
    </message>
    <message>
        <source>Speech</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>Rauschen</translation>
    </message>
    <message>
        <source>Choose the sound file</source>
        <translation>Die Tondatei wählen</translation>
    </message>
    <message>
        <source>Name of what is to stay</source>
        <translation>Name dessen, was bleiben soll</translation>
    </message>
    <message>
        <source>Speech, or the instrument: its stem is what you want</source>
        <translation>Sprache oder das Instrument: Gesucht ist dieser Stem</translation>
    </message>
    <message>
        <source>Name of the noise</source>
        <translation>Name des Rauschens</translation>
    </message>
    <message>
        <source>What goes into the other stem</source>
        <translation>Was in den anderen Stem geht</translation>
    </message>
    <message>
        <source>To stay</source>
        <translation>Soll bleiben</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Change nothing</source>
        <translation>Nichts ändern</translation>
    </message>
    <message>
        <source>Make both sources and the example, and choose the engine</source>
        <translation>Beide Quellen und das Beispiel anlegen und das Verfahren wählen</translation>
    </message>
    <message>
        <source>The noise alone</source>
        <translation>Das Rauschen allein</translation>
    </message>
    <message>
        <source>What is to stay alone</source>
        <translation>Was bleiben soll, allein</translation>
    </message>
    <message>
        <source>No file chosen</source>
        <translation>Keine Datei gewählt</translation>
    </message>
</context>
<context>
    <name>NoisePreset</name>
    <message>
        <source>Reading {0}</source>
        <translation>Lese {0}</translation>
    </message>
    <message>
        <source>Set up removing {0}</source>
        <translation>Entfernen von {0} einrichten</translation>
    </message>
    <message>
        <source>{0} has an example now, and {1} is learnt from the song itself: press Separate.</source>
        <translation>{0} hat nun ein Beispiel, und {1} wird aus dem Song selbst gelernt: „Trennen“ drücken.</translation>
    </message>
    <message>
        <source>{0} and {1} have examples now: press Separate.</source>
        <translation>{0} und {1} haben nun Beispiele: „Trennen“ drücken.</translation>
    </message>
</context>
<context>
    <name>NoteChoice</name>
    <message>
        <source>No such note begins in the selected time.</source>
        <translation>In der ausgewählten Zeit beginnt keine solche Note.</translation>
    </message>
</context>
<context>
    <name>NoteController</name>
    <message>
        <source>Cut note</source>
        <translation>Note ausschneiden</translation>
    </message>
    <message>
        <source>Cut {0} notes</source>
        <translation>{0} Noten ausschneiden</translation>
    </message>
    <message>
        <source>Paste note</source>
        <translation>Note einfügen</translation>
    </message>
    <message>
        <source>Paste {0} notes</source>
        <translation>{0} Noten einfügen</translation>
    </message>
    <message>
        <source>Quantise note</source>
        <translation>Note quantisieren</translation>
    </message>
    <message>
        <source>Quantise {0} notes</source>
        <translation>{0} Noten quantisieren</translation>
    </message>
    <message>
        <source>No onset was heard near enough to the chosen notes.</source>
        <translation>Nahe genug an den gewählten Noten wurde kein Einsatz gehört.</translation>
    </message>
    <message>
        <source>Split note</source>
        <translation>Note teilen</translation>
    </message>
    <message>
        <source>Split {0} notes</source>
        <translation>{0} Noten teilen</translation>
    </message>
    <message>
        <source>No such note sounds at the playhead. Put it where the note is to be split.</source>
        <translation>An der Abspielposition klingt keine solche Note. Setzen Sie sie dorthin, wo geteilt werden soll.</translation>
    </message>
    <message>
        <source>Give note to {0}</source>
        <translation>Note an {0} geben</translation>
    </message>
    <message>
        <source>Give {0} notes to {1}</source>
        <translation>{0} Noten an {1} geben</translation>
    </message>
    <message>
        <source>Draw note in {0}</source>
        <translation>Note in {0} zeichnen</translation>
    </message>
    <message>
        <source>Copy note</source>
        <translation>Note kopieren</translation>
    </message>
    <message>
        <source>Copy {0} notes</source>
        <translation>{0} Noten kopieren</translation>
    </message>
    <message>
        <source>Move note</source>
        <translation>Note verschieben</translation>
    </message>
    <message>
        <source>Move {0} notes</source>
        <translation>{0} Noten verschieben</translation>
    </message>
    <message>
        <source>Resize note</source>
        <translation>Notenlänge ändern</translation>
    </message>
    <message>
        <source>Resize {0} notes</source>
        <translation>Länge von {0} Noten ändern</translation>
    </message>
    <message>
        <source>Delete note</source>
        <translation>Note löschen</translation>
    </message>
    <message>
        <source>Delete {0} notes</source>
        <translation>{0} Noten löschen</translation>
    </message>
    <message>
        <source>Move bar {0}</source>
        <translation>Takt {0} verschieben</translation>
    </message>
    <message>
        <source>Move the score here</source>
        <translation>Partitur hier verschieben</translation>
    </message>
    <message>
        <source>Free bar {0}</source>
        <translation>Takt {0} freigeben</translation>
    </message>
    <message>
        <source>Free the score here</source>
        <translation>Partitur hier freigeben</translation>
    </message>
    <message>
        <source>1 note is chosen</source>
        <translation>1 Note ist gewählt</translation>
    </message>
    <message>
        <source>{0} notes are chosen</source>
        <translation>{0} Noten sind gewählt</translation>
    </message>
</context>
<context>
    <name>NoteDraw</name>
    <message>
        <source>A note belongs to a source: add one with Ctrl+T, or choose one in the mixer.</source>
        <translation>Eine Note gehört zu einer Quelle: Legen Sie mit Strg+T eine an oder wählen Sie eine im Mixer.</translation>
    </message>
</context>
<context>
    <name>NoteExtraction</name>
    <message>
        <source>Choose notes in the piano roll first: drag around them with tool 2, or over the keys beside them.</source>
        <translation>Zuerst Noten in der Pianorolle wählen: mit Werkzeug 2 um sie herum oder über die Tasten daneben ziehen.</translation>
    </message>
    <message>
        <source>Bringing the state of the version back</source>
        <translation>Zustand der Version wird zurückgeholt</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Noten</translation>
    </message>
    <message>
        <source>{0} at {1}</source>
        <translation>{0} bei {1}</translation>
    </message>
    <message>
        <source>{0}, all notes</source>
        <translation>{0}, alle Noten</translation>
    </message>
</context>
<context>
    <name>OnsetController</name>
    <message>
        <source>Listening for onsets</source>
        <translation>Suche nach Einsätzen</translation>
    </message>
</context>
<context>
    <name>OutcomeCard</name>
    <message>
        <source>Progress of the export</source>
        <translation>Fortschritt des Exports</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>Ordner zeigen</translation>
    </message>
    <message>
        <source>Open the folder with the files</source>
        <translation>Den Ordner mit den Dateien öffnen</translation>
    </message>
    <message>
        <source>Copy report path</source>
        <translation>Berichtspfad kopieren</translation>
    </message>
    <message>
        <source>Put the path of report.json on the clipboard</source>
        <translation>Den Pfad von report.json in die Zwischenablage legen</translation>
    </message>
    <message>
        <source>The path of the report is on the clipboard.</source>
        <translation>Der Pfad des Berichts ist in der Zwischenablage.</translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message>
        <source>Overview of the song</source>
        <translation>Übersicht des Songs</translation>
    </message>
    <message>
        <source>Drag to hear the song under the pointer</source>
        <translation>Ziehen, um den Song unter dem Mauszeiger zu hören</translation>
    </message>
</context>
<context>
    <name>PanControl</name>
    <message>
        <source>C</source>
        <translation>C</translation>
    </message>
    <message>
        <source>L {0}</source>
        <translation>L {0}</translation>
    </message>
    <message>
        <source>R {0}</source>
        <translation>R {0}</translation>
    </message>
    <message>
        <source>Pan: {0}; double click for the centre</source>
        <translation>Panorama: {0}; Doppelklick für die Mitte</translation>
    </message>
</context>
<context>
    <name>ParameterForm</name>
    <message>
        <source>Advanced</source>
        <translation>Weitere</translation>
    </message>
    <message>
        <source> ({0:g} to {1:g} {2})</source>
        <translation> ({0:g} bis {1:g} {2})</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>Auto</translation>
    </message>
</context>
<context>
    <name>PianoRollView</name>
    <message>
        <source>Piano roll</source>
        <translation>Pianorolle</translation>
    </message>
    <message>
        <source>Drop a MIDI file to see its notes</source>
        <translation>MIDI-Datei ablegen, um die Noten zu sehen</translation>
    </message>
    <message>
        <source>{0} notes, {1} chosen</source>
        <translation>{0} Noten, {1} gewählt</translation>
    </message>
</context>
<context>
    <name>PolarityButton</name>
    <message>
        <source>the chosen source</source>
        <translation>der gewählten Quelle</translation>
    </message>
    <message>
        <source>Painted regions do not belong to {0}</source>
        <translation>Gemalte Bereiche gehören nicht zu {0}</translation>
    </message>
    <message>
        <source>Painted regions belong to {0}</source>
        <translation>Gemalte Bereiche gehören zu {0}</translation>
    </message>
</context>
<context>
    <name>ProjectController</name>
    <message>
        <source>{0} is open already</source>
        <translation>{0} ist schon geöffnet</translation>
    </message>
    <message>
        <source>This is a copy: {0} cannot be written to now. Save as… gives the copy a place.</source>
        <translation>Das ist eine Kopie: In {0} lässt sich gerade nicht schreiben. „Speichern unter…“ gibt ihr einen Platz.</translation>
    </message>
    <message>
        <source>{0} is missing. Drop it on the window to hear it; what you said of it is here.</source>
        <translation>{0} fehlt. Ziehen Sie die Datei auf das Fenster, um sie zu hören; Ihre Angaben dazu sind hier.</translation>
    </message>
    <message>
        <source>Everything is saved as you work</source>
        <translation>Alles wird laufend gespeichert</translation>
    </message>
    <message>
        <source>Saved as {0}</source>
        <translation>Gespeichert als {0}</translation>
    </message>
    <message>
        <source>The stems are being kept; it goes on in a moment</source>
        <translation>Die Stems werden aufbewahrt; gleich geht es weiter</translation>
    </message>
    <message>
        <source>{0} has changed since it was last open; what you said of it is kept.</source>
        <translation>{0} hat sich seit dem letzten Öffnen geändert; Ihre Angaben bleiben erhalten.</translation>
    </message>
    <message>
        <source>It has {1} Hz now: all times stay at their seconds.</source>
        <translation>Sie hat jetzt {1} Hz: Alle Zeiten bleiben in Sekunden gleich.</translation>
    </message>
    <message>
        <source>It is {2} long, not {3}: what lies behind its end stays in the project.</source>
        <translation>Sie ist {2} lang, nicht {3}: Was hinter ihrem Ende liegt, bleibt im Projekt.</translation>
    </message>
    <message>
        <source>The song is in the project now</source>
        <translation>Der Song ist jetzt im Projekt</translation>
    </message>
    <message>
        <source>Demo song</source>
        <translation>Demosong</translation>
    </message>
    <message>
        <source>{0} - Stembrush</source>
        <translation>{0} – Stembrush</translation>
    </message>
</context>
<context>
    <name>ProjectQuestions</name>
    <message numerus="yes">
        <source>Without a project file %n step(s) of your work are lost.</source>
        <translation>
            <numerusform>Ohne Projektdatei geht %n Arbeitsschritt verloren.</numerusform>
            <numerusform>Ohne Projektdatei gehen %n Arbeitsschritte verloren.</numerusform>
        </translation>
    </message>
    <message>
        <source>So are all versions of the stems that were not exported.</source>
        <translation>Ebenso alle Versionen der Stems, die nicht exportiert wurden.</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern…</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Keep the work on {0}?</source>
        <translation>Die Arbeit an {0} behalten?</translation>
    </message>
    <message>
        <source>Stembrush projects ({0})</source>
        <translation>Stembrush-Projekte ({0})</translation>
    </message>
    <message>
        <source>Save the project</source>
        <translation>Projekt speichern</translation>
    </message>
    <message>
        <source>Find…</source>
        <translation>Suchen…</translation>
    </message>
    <message>
        <source>Look later</source>
        <translation>Später suchen</translation>
    </message>
    <message>
        <source>It was in {0}. Without it the project can be seen and edited, but not heard.</source>
        <translation>Sie lag in {0}. Ohne sie lässt sich das Projekt ansehen und bearbeiten, aber nicht hören.</translation>
    </message>
    <message>
        <source>{0} is not where it was</source>
        <translation>{0} ist nicht mehr am alten Ort</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Find {0}</source>
        <translation>{0} suchen</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>Open by itself</source>
        <translation>Für sich öffnen</translation>
    </message>
    <message>
        <source>The project is about {0}, which is missing.</source>
        <translation>Zum Projekt gehört {0}, das fehlt.</translation>
    </message>
    <message>
        <source>Is {0} the song of this project?</source>
        <translation>Ist {0} der Song dieses Projekts?</translation>
    </message>
    <message>
        <source>Open a copy</source>
        <translation>Kopie öffnen</translation>
    </message>
    <message>
        <source>The project is in use</source>
        <translation>Das Projekt ist in Gebrauch</translation>
    </message>
    <message>
        <source>Bring up to date</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>The project is from an older version</source>
        <translation>Das Projekt stammt aus einer älteren Version</translation>
    </message>
    <message>
        <source>Revert</source>
        <translation>Zurückkehren</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) are taken back. Redo brings them again.</source>
        <translation>
            <numerusform>%n Schritt wird zurückgenommen. „Wiederholen“ bringt ihn wieder.</numerusform>
            <numerusform>%n Schritte werden zurückgenommen. „Wiederholen“ bringt sie wieder.</numerusform>
        </translation>
    </message>
    <message>
        <source>Go back to the last opening?</source>
        <translation>Zum Stand des letzten Öffnens zurückkehren?</translation>
    </message>
    <message>
        <source>It cannot be brought back.</source>
        <translation>Sie lässt sich nicht zurückholen.</translation>
    </message>
    <message>
        <source>Discard the work on {0}?</source>
        <translation>Die Arbeit an {0} verwerfen?</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>There already is {0} in {1}.</source>
        <translation>In {1} gibt es schon {0}.</translation>
    </message>
    <message>
        <source>Replace the file?</source>
        <translation>Datei ersetzen?</translation>
    </message>
</context>
<context>
    <name>RangeField</name>
    <message>
        <source>Whole song</source>
        <translation>Ganzer Song</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>Auswahl</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>Loop</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>Umfang</translation>
    </message>
    <message>
        <source>Nothing is selected; drag with the tool Select in a picture</source>
        <translation>Nichts ist ausgewählt; ziehen Sie mit dem Werkzeug „Auswählen“ in einer Ansicht</translation>
    </message>
    <message>
        <source>There is no loop; drag in the ruler</source>
        <translation>Es gibt keinen Loop; ziehen Sie im Lineal</translation>
    </message>
    <message>
        <source>{0} to {1}</source>
        <translation>{0} bis {1}</translation>
    </message>
</context>
<context>
    <name>Readiness</name>
    <message>
        <source>Open a song first.</source>
        <translation>Zuerst einen Song öffnen.</translation>
    </message>
    <message>
        <source>The score is being read.</source>
        <translation>Die Partitur wird gelesen.</translation>
    </message>
    <message>
        <source>The score is being matched to the song.</source>
        <translation>Die Partitur wird an den Song angeglichen.</translation>
    </message>
    <message>
        <source>Add a source and paint when it plays, or import a score: this engine has to be told.</source>
        <translation>Eine Quelle anlegen und malen, wann sie spielt, oder eine Partitur importieren: Dieses Verfahren braucht Angaben.</translation>
    </message>
    <message>
        <source>Choose at least one source.</source>
        <translation>Mindestens eine Quelle wählen.</translation>
    </message>
    <message>
        <source>Something is missing, see above.</source>
        <translation>Etwas fehlt, siehe oben.</translation>
    </message>
    <message>
        <source>Something has changed since these stems were separated.</source>
        <translation>Seit dieser Trennung hat sich etwas geändert.</translation>
    </message>
    <message>
        <source>Nothing has to be said first: this gives {0}. What you paint then makes them better.</source>
        <translation>Angaben sind nicht nötig: Es entstehen {0}. Was danach gemalt wird, macht sie besser.</translation>
    </message>
    <message>
        <source>To make it better, paint where {0} is silent (Alt + drag in its lane), then separate.</source>
        <translation>Besser wird es so: malen, wo {0} still ist (Alt + Ziehen in der Spur), dann trennen.</translation>
    </message>
</context>
<context>
    <name>RecentFiles</name>
    <message>
        <source>{0} is not there now</source>
        <translation>{0} ist gerade nicht da</translation>
    </message>
    <message>
        <source>Clear the list</source>
        <translation>Liste leeren</translation>
    </message>
    <message>
        <source>Nothing was opened yet</source>
        <translation>Noch nichts geöffnet</translation>
    </message>
</context>
<context>
    <name>RecipeDialog</name>
    <message>
        <source>Recipe of {0}</source>
        <translation>Rezept von {0}</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Your own words about this version; they are kept in the project</source>
        <translation>Ihre eigenen Worte zu dieser Version; sie bleiben im Projekt</translation>
    </message>
    <message>
        <source>Your own words about this version</source>
        <translation>Ihre eigenen Worte zu dieser Version</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Rezept</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the recipe as text</source>
        <translation>Das Rezept als Text kopieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Keep the note and close</source>
        <translation>Die Notiz behalten und schließen</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>ReferencesDialog</name>
    <message>
        <source>References</source>
        <translation>Referenzen</translation>
    </message>
    <message>
        <source>Files with the true sound of the sources, as long as the song and from its start.</source>
        <translation>Dateien mit dem echten Klang der Quellen, so lang wie der Song und von seinem Anfang an.</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Reference of {0}</source>
        <translation>Referenz von {0}</translation>
    </message>
    <message>
        <source>Choose the file with the true sound of this source</source>
        <translation>Die Datei mit dem echten Klang dieser Quelle wählen</translation>
    </message>
    <message>
        <source>No reference for this source</source>
        <translation>Keine Referenz für diese Quelle</translation>
    </message>
    <message>
        <source>No reference for {0}</source>
        <translation>Keine Referenz für {0}</translation>
    </message>
    <message>
        <source>By name from a folder…</source>
        <translation>Nach Namen aus Ordner…</translation>
    </message>
    <message>
        <source>Take the files of a folder that are named like the sources</source>
        <translation>Die Dateien eines Ordners nehmen, die wie die Quellen heißen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Leave the references as they were</source>
        <translation>Die Referenzen lassen, wie sie waren</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>Compare the versions with these files</source>
        <translation>Die Versionen mit diesen Dateien vergleichen</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Sounds ({0})</source>
        <translation>Tondateien ({0})</translation>
    </message>
    <message>
        <source>Folder of the references</source>
        <translation>Ordner der Referenzen</translation>
    </message>
</context>
<context>
    <name>RegionController</name>
    <message>
        <source>Add a source first: a region says what belongs to a source, or what does not.</source>
        <translation>Zuerst eine Quelle anlegen: Ein Bereich sagt, was zu einer Quelle gehört oder nicht.</translation>
    </message>
    <message>
        <source>Paint region for {0}</source>
        <translation>Bereich für {0} malen</translation>
    </message>
    <message>
        <source>Mark not {0}</source>
        <translation>Als „nicht {0}“ markieren</translation>
    </message>
    <message>
        <source>Erase region</source>
        <translation>Bereich radieren</translation>
    </message>
    <message>
        <source>Delete region</source>
        <translation>Bereich löschen</translation>
    </message>
    <message>
        <source>Give region to {0}</source>
        <translation>Bereich an {0} geben</translation>
    </message>
</context>
<context>
    <name>RegionsItem</name>
    <message>
        <source>not {0}</source>
        <translation>nicht {0}</translation>
    </message>
</context>
<context>
    <name>ScoreChoice</name>
    <message>
        <source>Telling the hands apart</source>
        <translation>Hände werden unterschieden</translation>
    </message>
</context>
<context>
    <name>ScoreController</name>
    <message>
        <source>Reading {0}</source>
        <translation>Lese {0}</translation>
    </message>
    <message>
        <source>score</source>
        <translation>Partitur</translation>
    </message>
    <message>
        <source>Importing {0}</source>
        <translation>Importiere {0}</translation>
    </message>
    <message>
        <source>Import {0}</source>
        <translation>{0} importieren</translation>
    </message>
    <message>
        <source>Matching the score to the song</source>
        <translation>Partitur wird an den Song angeglichen</translation>
    </message>
    <message>
        <source>Use the score&apos;s own times</source>
        <translation>Zeiten der Partitur verwenden</translation>
    </message>
    <message>
        <source>Match {0}</source>
        <translation>{0} angleichen</translation>
    </message>
</context>
<context>
    <name>ScoreImportDialog</name>
    <message>
        <source>Import score</source>
        <translation>Partitur importieren</translation>
    </message>
    <message>
        <source>Drums</source>
        <translation>Drums</translation>
    </message>
    <message>
        <source>Match to the song</source>
        <translation>An den Song angleichen</translation>
    </message>
    <message>
        <source>Moves the notes to where they are played; off: the times of the file are taken</source>
        <translation>Rückt die Noten dorthin, wo sie gespielt werden; aus: Es gelten die Zeiten der Datei</translation>
    </message>
    <message>
        <source>Add to the score before</source>
        <translation>Zur Partitur davor hinzufügen</translation>
    </message>
    <message>
        <source>Keeps the score before, as for one file per instrument; both files must be in the same time</source>
        <translation>Behält die Partitur davor, etwa bei einer Datei je Instrument; beide Dateien müssen dieselben Zeiten haben</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>Tracks of the score</source>
        <translation>Spuren der Partitur</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Partitur</translation>
    </message>
    <message>
        <source>{0} tracks, {1} notes, {2} long. Choose the source that plays each of them.</source>
        <translation>{0} Spuren, {1} Noten, {2} lang. Wählen Sie zu jeder Spur die Quelle, die sie spielt.</translation>
    </message>
    <message>
        <source>One track, {1} notes, {2} long. Choose the source that plays it, or split it.</source>
        <translation>Eine Spur, {1} Noten, {2} lang. Wählen Sie die Quelle, die sie spielt, oder teilen Sie die Spur.</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>No note is taken.</source>
        <translation>Keine Note wird übernommen.</translation>
    </message>
    <message>
        <source>and {0} more</source>
        <translation>und {0} weitere</translation>
    </message>
    <message>
        <source>Finding out which hand plays which note…</source>
        <translation>Welche Hand spielt welche Note?…</translation>
    </message>
    <message>
        <source>Stays and is matched together with it: {0}.</source>
        <translation>Bleibt und wird gemeinsam angeglichen: {0}.</translation>
    </message>
    <message>
        <source>Replaces the score before: {0} will be removed.</source>
        <translation>Ersetzt die Partitur davor: {0} wird entfernt.</translation>
    </message>
    <message>
        <source>Piano</source>
        <translation>Klavier</translation>
    </message>
    <message>
        <source>Chromatic percussion</source>
        <translation>Stabspiele</translation>
    </message>
    <message>
        <source>Organ</source>
        <translation>Orgel</translation>
    </message>
    <message>
        <source>Guitar</source>
        <translation>Gitarre</translation>
    </message>
    <message>
        <source>Bass</source>
        <translation>Bass</translation>
    </message>
    <message>
        <source>Strings</source>
        <translation>Streicher</translation>
    </message>
    <message>
        <source>Ensemble</source>
        <translation>Ensemble</translation>
    </message>
    <message>
        <source>Brass</source>
        <translation>Blechbläser</translation>
    </message>
    <message>
        <source>Reed</source>
        <translation>Rohrblatt</translation>
    </message>
    <message>
        <source>Pipe</source>
        <translation>Flöten</translation>
    </message>
    <message>
        <source>Synth lead</source>
        <translation>Synth-Lead</translation>
    </message>
    <message>
        <source>Synth pad</source>
        <translation>Synth-Pad</translation>
    </message>
    <message>
        <source>Synth effects</source>
        <translation>Synth-Effekte</translation>
    </message>
    <message>
        <source>Ethnic</source>
        <translation>Ethno</translation>
    </message>
    <message>
        <source>Percussive</source>
        <translation>Perkussion</translation>
    </message>
    <message>
        <source>Sound effects</source>
        <translation>Klangeffekte</translation>
    </message>
</context>
<context>
    <name>ScorePanel</name>
    <message>
        <source>Matching the score</source>
        <translation>Partitur angleichen</translation>
    </message>
    <message>
        <source>Import score…</source>
        <translation>Partitur importieren…</translation>
    </message>
    <message>
        <source>Match the score to the song</source>
        <translation>Partitur an den Song angleichen</translation>
    </message>
    <message>
        <source>Moves the notes to where they are played; off: the times of the file are taken</source>
        <translation>Rückt die Noten dorthin, wo sie gespielt werden; aus: Es gelten die Zeiten der Datei</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Partitur</translation>
    </message>
    <message>
        <source>No score yet. It tells which notes each source plays.</source>
        <translation>Noch keine Partitur. Sie sagt, welche Noten jede Quelle spielt.</translation>
    </message>
</context>
<context>
    <name>ScorePreview</name>
    <message>
        <source>Preview of the notes</source>
        <translation>Vorschau der Noten</translation>
    </message>
</context>
<context>
    <name>Screen</name>
    <message>
        <source>Song</source>
        <translation>Song</translation>
    </message>
    <message>
        <source>Demo song</source>
        <translation>Demosong</translation>
    </message>
    <message>
        <source>{0}, version {1}</source>
        <translation>{0}, Version {1}</translation>
    </message>
    <message>
        <source>{0} is not open yet</source>
        <translation>{0} ist noch nicht geöffnet</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Undo {0}</source>
        <translation>Rückgängig: {0}</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Redo {0}</source>
        <translation>Wiederholen: {0}</translation>
    </message>
    <message>
        <source>Loading the engine</source>
        <translation>Verfahren wird geladen</translation>
    </message>
    <message>
        <source>Separated in {0}</source>
        <translation>Getrennt in {0}</translation>
    </message>
    <message>
        <source>Stopped after {0}, stems kept</source>
        <translation>Nach {0} angehalten, Stems behalten</translation>
    </message>
    <message>
        <source>Cancelled after {0}</source>
        <translation>Nach {0} abgebrochen</translation>
    </message>
    <message>
        <source>Failed after {0}</source>
        <translation>Nach {0} fehlgeschlagen</translation>
    </message>
    <message>
        <source>Ending…</source>
        <translation>Wird beendet…</translation>
    </message>
    <message>
        <source>Drop a score here: a MIDI file with one track per source</source>
        <translation>Partitur hier ablegen: eine MIDI-Datei mit einer Spur je Quelle</translation>
    </message>
    <message>
        <source>Separating; what is finished can be heard</source>
        <translation>Trenne; was fertig ist, ist schon zu hören</translation>
    </message>
    <message>
        <source>Separating…</source>
        <translation>Trenne…</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Open a song to begin</source>
        <translation>Zum Anfangen einen Song öffnen</translation>
    </message>
    <message>
        <source>Residual</source>
        <translation>Rest</translation>
    </message>
    <message>
        <source>Mixture</source>
        <translation>Mix</translation>
    </message>
    <message>
        <source>No score yet. It tells which notes each source plays.</source>
        <translation>Noch keine Partitur. Sie sagt, welche Noten jede Quelle spielt.</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Partitur</translation>
    </message>
    <message>
        <source>Matching to the song…</source>
        <translation>Wird an den Song angeglichen…</translation>
    </message>
    <message>
        <source>Not matched: the times of the file are taken as they are.</source>
        <translation>Nicht angeglichen: Die Zeiten der Datei gelten, wie sie sind.</translation>
    </message>
    <message>
        <source>Cost of the match {0:.2f} (0 to 1, good up to {1:.2f})</source>
        <translation>Kosten der Angleichung {0:.2f} (0 bis 1, gut bis {1:.2f})</translation>
    </message>
    <message>
        <source>This may be the score of another piece. Its own times are kept.</source>
        <translation>Das ist vielleicht die Partitur eines anderen Stücks. Ihre eigenen Zeiten bleiben.</translation>
    </message>
    <message>
        <source>Matched to the song: fits well.</source>
        <translation>An den Song angeglichen: passt gut.</translation>
    </message>
    <message>
        <source>Matched to the song: fits roughly.</source>
        <translation>An den Song angeglichen: passt ungefähr.</translation>
    </message>
</context>
<context>
    <name>SearchPanel</name>
    <message>
        <source>Find good settings</source>
        <translation>Gute Einstellungen finden</translation>
    </message>
    <message>
        <source>Progress of the search</source>
        <translation>Fortschritt der Suche</translation>
    </message>
    <message>
        <source>Settings are drawn at random. With each, a part of the examples is learnt from, and mixtures of the rest, which was held back, are separated: the higher a point, the better.</source>
        <translation>Einstellungen werden zufällig gezogen. Mit jeder wird aus einem Teil der Beispiele gelernt, und Mischungen des zurückgehaltenen Rests werden getrennt: Je höher ein Punkt, desto besser.</translation>
    </message>
    <message>
        <source>Trials</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>How many settings are tried until the search stops by itself</source>
        <translation>Wie viele Einstellungen versucht werden, bis die Suche von selbst endet</translation>
    </message>
    <message>
        <source>Folds</source>
        <translation>Teile</translation>
    </message>
    <message>
        <source>How often each is measured, every time on another part of the examples that is held back</source>
        <translation>Wie oft jede gemessen wird, jedes Mal an einem anderen zurückgehaltenen Teil der Beispiele</translation>
    </message>
    <message>
        <source>Sizes of dictionaries, too</source>
        <translation>Auch Größe der Wörterbücher</translation>
    </message>
    <message>
        <source>Also try how many spectra a source has: more are often better, and slower</source>
        <translation>Auch versuchen, wie viele Spektren eine Quelle hat: Mehr sind oft besser, aber langsamer</translation>
    </message>
    <message>
        <source>What goes to the right</source>
        <translation>Was nach rechts aufgetragen ist</translation>
    </message>
    <message>
        <source>What goes to the right in the picture: the trials, or one of their settings</source>
        <translation>Was im Bild nach rechts aufgetragen ist: die Versuche oder eine ihrer Einstellungen</translation>
    </message>
    <message>
        <source>Across</source>
        <translation>Waagerecht</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Stop the search; the trials stay, and it can be gone on with</source>
        <translation>Suche anhalten; die Versuche bleiben, und sie lässt sich fortsetzen</translation>
    </message>
    <message>
        <source>Forget the trials</source>
        <translation>Versuche vergessen</translation>
    </message>
    <message>
        <source>Forget all trials, so that the next search begins with what is set now</source>
        <translation>Alle Versuche vergessen; die nächste Suche beginnt mit dem, was jetzt eingestellt ist</translation>
    </message>
    <message>
        <source>Use these settings</source>
        <translation>Einstellungen übernehmen</translation>
    </message>
    <message>
        <source>Set the engine as in the trial that is chosen, or else as in the best one</source>
        <translation>Das Verfahren wie im gewählten Versuch einstellen, sonst wie im besten</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Stop the search and close; the trials stay with the project</source>
        <translation>Suche anhalten und schließen; die Versuche bleiben im Projekt</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Search anew</source>
        <translation>Neu suchen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Try more settings, as if the search had never been stopped</source>
        <translation>Weitere Einstellungen versuchen, als wäre die Suche nie angehalten worden</translation>
    </message>
    <message>
        <source>Begin with what is set now, then try settings that are drawn at random</source>
        <translation>Mit dem beginnen, was jetzt eingestellt ist, dann zufällig gezogene Einstellungen versuchen</translation>
    </message>
    <message>
        <source>Every trial becomes a point here.</source>
        <translation>Jeder Versuch wird hier ein Punkt.</translation>
    </message>
    <message>
        <source>Trial 1, as it was set, {0} dB</source>
        <translation>Versuch 1, wie eingestellt, {0} dB</translation>
    </message>
    <message>
        <source>Trial {1}, {0} dB</source>
        <translation>Versuch {1}, {0} dB</translation>
    </message>
    <message>
        <source>{0}, the best so far</source>
        <translation>{0}, bisher der beste</translation>
    </message>
    <message>
        <source>{0}: {1} dB more than as it was set</source>
        <translation>{0}: {1} dB mehr als mit den ersten Einstellungen</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>Auto</translation>
    </message>
</context>
<context>
    <name>SearchPlot</name>
    <message>
        <source>Trials by their score</source>
        <translation>Versuche nach ihrem Ergebnis</translation>
    </message>
    <message>
        <source>SI-SDR of what was held back, dB</source>
        <translation>SI-SDR des Zurückgehaltenen, dB</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>Bester</translation>
    </message>
</context>
<context>
    <name>SeparationController</name>
    <message>
        <source>Everything else</source>
        <translation>Alles andere</translation>
    </message>
    <message>
        <source>Other drums</source>
        <translation>Andere Drums</translation>
    </message>
</context>
<context>
    <name>SettingsSearch</name>
    <message>
        <source>The search</source>
        <translation>Die Suche</translation>
    </message>
    <message>
        <source>Hearing the examples…</source>
        <translation>Beispiele werden gehört…</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten…</translation>
    </message>
    <message>
        <source>Trial {0} of {1}</source>
        <translation>Versuch {0} von {1}</translation>
    </message>
    <message>
        <source> · about {0} s each · {1} left</source>
        <translation> · je etwa {0} s · noch {1}</translation>
    </message>
    <message>
        <source>the examples or the settings are others than before, so the search began anew</source>
        <translation>Beispiele oder Einstellungen sind andere als zuvor, daher begann die Suche neu</translation>
    </message>
    <message numerus="yes">
        <source>%n trial(s)</source>
        <translation>
            <numerusform>%n Versuch</numerusform>
            <numerusform>%n Versuche</numerusform>
        </translation>
    </message>
    <message>
        <source>Done: {0}.</source>
        <translation>Fertig: {0}.</translation>
    </message>
    <message>
        <source>Stopped: {0} so far.</source>
        <translation>Angehalten: bisher {0}.</translation>
    </message>
    <message>
        <source>There is too little for folds: a third of the examples was held back once.</source>
        <translation>Für mehrere Teile ist es zu wenig: Einmal wurde ein Drittel der Beispiele zurückgehalten.</translation>
    </message>
    <message>
        <source>The engine is set as in trial {0}.</source>
        <translation>Das Verfahren ist wie in Versuch {0} eingestellt.</translation>
    </message>
</context>
<context>
    <name>SongCollector</name>
    <message>
        <source>Collecting the song into the project</source>
        <translation>Song wird ins Projekt aufgenommen</translation>
    </message>
    <message>
        <source>Collect the song into the project</source>
        <translation>Song ins Projekt aufnehmen</translation>
    </message>
    <message>
        <source>Stop collecting the song</source>
        <translation>Song nicht mehr aufnehmen</translation>
    </message>
</context>
<context>
    <name>SongController</name>
    <message>
        <source>Opening {0}</source>
        <translation>Öffne {0}</translation>
    </message>
</context>
<context>
    <name>SoundOutput</name>
    <message>
        <source>Looking for devices</source>
        <translation>Suche nach Geräten</translation>
    </message>
    <message>
        <source>Sound is back: {0}</source>
        <translation>Der Ton ist wieder da: {0}</translation>
    </message>
</context>
<context>
    <name>SourceController</name>
    <message>
        <source>Add {0}</source>
        <translation>{0} anlegen</translation>
    </message>
    <message>
        <source>Remove {0}</source>
        <translation>{0} entfernen</translation>
    </message>
    <message>
        <source>Rename {0}</source>
        <translation>{0} umbenennen</translation>
    </message>
    <message>
        <source>Colour {0}</source>
        <translation>{0} umfärben</translation>
    </message>
    <message>
        <source>Move {0}</source>
        <translation>{0} verschieben</translation>
    </message>
    <message>
        <source>Source {0}</source>
        <translation>Quelle {0}</translation>
    </message>
</context>
<context>
    <name>SourceStrip</name>
    <message>
        <source>Give this source a stem of its own; the others share one</source>
        <translation>Dieser Quelle einen eigenen Stem geben; die anderen teilen sich einen</translation>
    </message>
    <message>
        <source>Choose the colour</source>
        <translation>Farbe wählen</translation>
    </message>
    <message>
        <source>Name of the source</source>
        <translation>Name der Quelle</translation>
    </message>
    <message>
        <source>Gain; double click for 0 dB</source>
        <translation>Pegel; Doppelklick für 0 dB</translation>
    </message>
    <message>
        <source>Leakage</source>
        <translation>Übersprechen</translation>
    </message>
    <message>
        <source>Separate {0}</source>
        <translation>{0} trennen</translation>
    </message>
    <message>
        <source>Colour of {0}</source>
        <translation>Farbe von {0}</translation>
    </message>
    <message>
        <source>Gain of {0}</source>
        <translation>Pegel von {0}</translation>
    </message>
    <message>
        <source>Pan of {0}</source>
        <translation>Panorama von {0}</translation>
    </message>
    <message>
        <source>Mute {0}</source>
        <translation>{0} stummschalten</translation>
    </message>
    <message>
        <source>Solo {0}  (with Ctrl, Shift or Alt: alone)</source>
        <translation>{0} solo  (mit Strg, Umschalt oder Alt: nur diese)</translation>
    </message>
    <message>
        <source>Hold {0} while the song plays to paint when {1} plays</source>
        <translation>{0} bei der Wiedergabe halten, um zu malen, wann {1} spielt</translation>
    </message>
    <message>
        <source>leak –</source>
        <translation>Leck –</translation>
    </message>
    <message>
        <source>Paint where {0} is silent to see how much of the others is in its stem</source>
        <translation>Malen Sie, wo {0} still ist, um zu sehen, wie viel von den anderen in ihrem Stem ist</translation>
    </message>
    <message>
        <source>leak {0} dB</source>
        <translation>Leck {0} dB</translation>
    </message>
    <message>
        <source>Level of the stem where {0} is painted silent, against the song there; lower is better</source>
        <translation>Pegel des Stems, wo {0} still gemalt ist, gegenüber dem Song dort; niedriger ist besser</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Colour {0}</source>
        <translation>Farbe {0}</translation>
    </message>
</context>
<context>
    <name>SpectrogramRegions</name>
    <message>
        <source>Region of {0}</source>
        <translation>Bereich von {0}</translation>
    </message>
    <message>
        <source>Belongs to {0}</source>
        <translation>Gehört zu {0}</translation>
    </message>
    <message>
        <source>Not {0}</source>
        <translation>Nicht {0}</translation>
    </message>
    <message>
        <source>Give to {0}</source>
        <translation>An {0} geben</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
</context>
<context>
    <name>SpectrogramView</name>
    <message>
        <source>Spectrogram</source>
        <translation>Spektrogramm</translation>
    </message>
    <message>
        <source>Drop a song to see it</source>
        <translation>Song ablegen, um ihn zu sehen</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Time under the pointer</source>
        <translation>Zeit unter dem Mauszeiger</translation>
    </message>
    <message>
        <source>Frequency under the pointer</source>
        <translation>Frequenz unter dem Mauszeiger</translation>
    </message>
    <message>
        <source>Note under the pointer</source>
        <translation>Note unter dem Mauszeiger</translation>
    </message>
    <message>
        <source>Level under the pointer</source>
        <translation>Pegel unter dem Mauszeiger</translation>
    </message>
    <message>
        <source>{0} dropout</source>
        <translation>{0} Aussetzer</translation>
    </message>
    <message>
        <source>{0} dropouts</source>
        <translation>{0} Aussetzer</translation>
    </message>
    <message>
        <source>The computer was too busy {0} times to go on with the sound in time. Click to count from 0 again</source>
        <translation>Der Rechner war {0}-mal zu beschäftigt, um den Ton rechtzeitig weiterzuführen. Klick zählt neu ab 0</translation>
    </message>
    <message>
        <source>Moments in which the sound broke off because the computer was too busy</source>
        <translation>Momente, in denen der Ton abriss, weil der Rechner zu beschäftigt war</translation>
    </message>
    <message>
        <source>{0} – {1} ({2:.2f} s)</source>
        <translation>{0} – {1} ({2:.2f} s)</translation>
    </message>
    <message>
        <source>Selected: {0}</source>
        <translation>Ausgewählt: {0}</translation>
    </message>
</context>
<context>
    <name>StemList</name>
    <message>
        <source>Residual</source>
        <translation>Rest</translation>
    </message>
    <message>
        <source>The residual is what belongs to no stem; with it all files sum to the song</source>
        <translation>Der Rest ist, was zu keinem Stem gehört; mit ihm ergeben alle Dateien den Song</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Tick all files</source>
        <translation>Alle Dateien anwählen</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Tick no file</source>
        <translation>Alle Dateien abwählen</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>One file with the sum of several stems</source>
        <translation>Eine Datei mit der Summe mehrerer Stems</translation>
    </message>
    <message>
        <source>in {0}</source>
        <translation>in {0}</translation>
    </message>
    <message>
        <source>A file of its own</source>
        <translation>Eigene Datei</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Weggelassen</translation>
    </message>
    <message>
        <source>Added to {0}</source>
        <translation>Zu {0} addiert</translation>
    </message>
    <message>
        <source>New group…</source>
        <translation>Neue Gruppe…</translation>
    </message>
    <message>
        <source>Everything but {0}</source>
        <translation>Alles außer {0}</translation>
    </message>
    <message>
        <source>Only this file</source>
        <translation>Nur diese Datei</translation>
    </message>
    <message>
        <source>Edit the group…</source>
        <translation>Gruppe bearbeiten…</translation>
    </message>
    <message>
        <source>Remove the group</source>
        <translation>Gruppe entfernen</translation>
    </message>
    <message>
        <source>Add the residual to {0}</source>
        <translation>Den Rest zu {0} addieren</translation>
    </message>
</context>
<context>
    <name>StemStartDialog</name>
    <message>
        <source>What {0} plays in this song</source>
        <translation>Was {0} in diesem Song spielt</translation>
    </message>
    <message>
        <source>{0} is taken as what {1} plays in the song, from this time on until it ends. It must be the true sound of this recording, not another take.</source>
        <translation>{0} gilt ab dieser Zeit bis zum Ende der Datei als das, was {1} im Song spielt. Es muss der echte Klang dieser Aufnahme sein, kein anderer Take.</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>Begins at</source>
        <translation>Beginnt bei</translation>
    </message>
    <message>
        <source>Time of the song at which the file begins</source>
        <translation>Zeit im Song, bei der die Datei beginnt</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Anfang</translation>
    </message>
    <message>
        <source>It begins with the song</source>
        <translation>Sie beginnt mit dem Song</translation>
    </message>
    <message>
        <source>Playhead</source>
        <translation>Abspielposition</translation>
    </message>
    <message>
        <source>It begins at the playhead, {0}</source>
        <translation>Sie beginnt an der Abspielposition, {0}</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Leave the examples as they are</source>
        <translation>Die Beispiele lassen, wie sie sind</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Read the file and add it to the examples</source>
        <translation>Die Datei lesen und zu den Beispielen hinzufügen</translation>
    </message>
</context>
<context>
    <name>StereoMeter</name>
    <message>
        <source>Master level, left and right</source>
        <translation>Pegelanzeige des Masters, links und rechts</translation>
    </message>
    <message>
        <source>Highest peaks: left {0} dB, right {1} dB of full scale; click to forget them</source>
        <translation>Höchste Spitzenwerte: links {0} dB, rechts {1} dB zur Vollaussteuerung; Klick vergisst sie</translation>
    </message>
</context>
<context>
    <name>TagsField</name>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Artist</source>
        <translation>Interpret</translation>
    </message>
    <message>
        <source>Album</source>
        <translation>Album</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>What players show of the files: title, artist, album, comment</source>
        <translation>Was Player von den Dateien zeigen: Titel, Interpret, Album, Kommentar</translation>
    </message>
    <message>
        <source>Written into every file</source>
        <translation>Wird in jede Datei geschrieben</translation>
    </message>
</context>
<context>
    <name>TapAlong</name>
    <message>
        <source>Tap {0} silent</source>
        <translation>{0} still tippen</translation>
    </message>
    <message>
        <source>Tap {0}</source>
        <translation>{0} tippen</translation>
    </message>
</context>
<context>
    <name>TighteningController</name>
    <message>
        <source>No note was found to begin or end elsewhere than where it stands.</source>
        <translation>Bei keiner Note weichen Anfang oder Ende vom Gefundenen ab.</translation>
    </message>
    <message>
        <source>Tighten note</source>
        <translation>Note an Gefundenes anpassen</translation>
    </message>
    <message>
        <source>Tighten {0} notes</source>
        <translation>{0} Noten an Gefundenes anpassen</translation>
    </message>
    <message>
        <source>{0} of {1} notes tightened; half of their edges moved by {2:.0f} ms or more</source>
        <translation>{0} von {1} Noten angepasst; die Hälfte ihrer Kanten um {2:.0f} ms oder mehr verschoben</translation>
    </message>
    <message>
        <source>There are no notes yet.</source>
        <translation>Es gibt noch keine Noten.</translation>
    </message>
    <message>
        <source>Separate first: the version that is shown tells where each note was found.</source>
        <translation>Erst trennen: Die gezeigte Version sagt, wo jede Note gefunden wurde.</translation>
    </message>
    <message>
        <source>The version that is shown does not tell where notes were found; separate by the notes.</source>
        <translation>Die gezeigte Version sagt nicht, wo Noten gefunden wurden; anhand der Noten trennen.</translation>
    </message>
</context>
<context>
    <name>TimeRuler</name>
    <message>
        <source>Time ruler</source>
        <translation>Zeitlineal</translation>
    </message>
    <message>
        <source>Drag to hear the song under the pointer</source>
        <translation>Ziehen, um den Song unter dem Mauszeiger zu hören</translation>
    </message>
</context>
<context>
    <name>ToolBar</name>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
</context>
<context>
    <name>TrackRow</name>
    <message>
        <source>{0}, upper</source>
        <translation>{0}, oben</translation>
    </message>
    <message>
        <source>{0}, lower</source>
        <translation>{0}, unten</translation>
    </message>
    <message>
        <source>{0}, right hand</source>
        <translation>{0}, rechte Hand</translation>
    </message>
    <message>
        <source>{0}, left hand</source>
        <translation>{0}, linke Hand</translation>
    </message>
    <message>
        <source>Split of {0}</source>
        <translation>Teilung von {0}</translation>
    </message>
    <message>
        <source>Divide this track into two sources</source>
        <translation>Diese Spur auf zwei Quellen aufteilen</translation>
    </message>
    <message>
        <source>Not split</source>
        <translation>Ungeteilt</translation>
    </message>
    <message>
        <source>By hands</source>
        <translation>Nach Händen</translation>
    </message>
    <message>
        <source>At a pitch</source>
        <translation>An einer Tonhöhe</translation>
    </message>
    <message>
        <source>Lowest pitch of the upper part of {0}</source>
        <translation>Tiefster Ton des oberen Teils von {0}</translation>
    </message>
    <message>
        <source>The upper part begins with this note</source>
        <translation>Der obere Teil beginnt mit diesem Ton</translation>
    </message>
    <message>
        <source>no notes</source>
        <translation>keine Noten</translation>
    </message>
    <message>
        <source>{0} notes, {1} to {2}</source>
        <translation>{0} Noten, {1} bis {2}</translation>
    </message>
    <message>
        <source>New: {0}</source>
        <translation>Neu: {0}</translation>
    </message>
    <message>
        <source>Notes of {0}</source>
        <translation>Noten von {0}</translation>
    </message>
    <message>
        <source>With new: {0}</source>
        <translation>Mit neuer: {0}</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Weglassen</translation>
    </message>
    <message>
        <source>goes to</source>
        <translation>geht an</translation>
    </message>
    <message>
        <source>Right hand</source>
        <translation>Rechte Hand</translation>
    </message>
    <message>
        <source>Left hand</source>
        <translation>Linke Hand</translation>
    </message>
    <message>
        <source>From {0}</source>
        <translation>Ab {0}</translation>
    </message>
    <message>
        <source>Below {0}</source>
        <translation>Unter {0}</translation>
    </message>
    <message>
        <source>Source of {0}: {1}</source>
        <translation>Quelle von {0}: {1}</translation>
    </message>
</context>
<context>
    <name>TransportBar</name>
    <message>
        <source>Transport</source>
        <translation>Transport</translation>
    </message>
    <message>
        <source>Mixture</source>
        <translation>Mix</translation>
    </message>
    <message>
        <source>Stems</source>
        <translation>Stems</translation>
    </message>
    <message>
        <source>Residual</source>
        <translation>Rest</translation>
    </message>
    <message>
        <source>Listen to</source>
        <translation>Anhören</translation>
    </message>
    <message>
        <source>Listen to what is in no stem</source>
        <translation>Hören, was in keinem Stem ist</translation>
    </message>
    <message>
        <source>Separate first to hear what is in no stem</source>
        <translation>Erst trennen, dann ist zu hören, was in keinem Stem ist</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>Length of the song</source>
        <translation>Länge des Songs</translation>
    </message>
    <message>
        <source>What computes</source>
        <translation>Was rechnet</translation>
    </message>
    <message>
        <source>Stems {0}</source>
        <translation>Stems {0}</translation>
    </message>
    <message>
        <source>Listen to the stems of version {0}</source>
        <translation>Die Stems von Version {0} hören</translation>
    </message>
    <message>
        <source>Listen to the stems</source>
        <translation>Die Stems hören</translation>
    </message>
    <message>
        <source>Separate first to hear the stems</source>
        <translation>Erst trennen, dann sind Stems zu hören</translation>
    </message>
    <message>
        <source>Listen to voice and accompaniment, which are split live</source>
        <translation>Stimme und Begleitung hören, die live getrennt werden</translation>
    </message>
    <message>
        <source>Voice and accompaniment are the whole song: nothing is left over</source>
        <translation>Stimme und Begleitung sind der ganze Song: Es bleibt kein Rest</translation>
    </message>
    <message>
        <source>An input device is split live; leave Live to listen to the song</source>
        <translation>Ein Eingabegerät wird live getrennt; Live ausschalten, um den Song zu hören</translation>
    </message>
    <message>
        <source>Listen to the song as it is</source>
        <translation>Den Song hören, wie er ist</translation>
    </message>
    <message>
        <source>CPU, 1 core</source>
        <translation>CPU, 1 Kern</translation>
    </message>
    <message>
        <source>CPU, {0} cores</source>
        <translation>CPU, {0} Kerne</translation>
    </message>
    <message>
        <source>Separations run on the processor, on {0} of {1} cores.</source>
        <translation>Trennungen laufen auf dem Prozessor, auf {0} von {1} Kernen.</translation>
    </message>
    <message>
        <source>{0} is there, but no engine uses it yet.</source>
        <translation>{0} ist da, wird aber noch von keinem Verfahren genutzt.</translation>
    </message>
</context>
<context>
    <name>VersionCommands</name>
    <message>
        <source>What is finished of the running separation; it gets better until the end.</source>
        <translation>Was von der laufenden Trennung fertig ist; es wird bis zum Ende besser.</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>of the running separation</source>
        <translation>der laufenden Trennung</translation>
    </message>
    <message>
        <source>A separation is running.</source>
        <translation>Eine Trennung läuft.</translation>
    </message>
    <message>
        <source>Its engine has left no state from which a run could go on.</source>
        <translation>Das Verfahren der Version hat keinen Zustand hinterlassen, von dem aus sich fortsetzen ließe.</translation>
    </message>
    <message>
        <source>Goes on from {0}</source>
        <translation>Setzt {0} fort</translation>
    </message>
    <message>
        <source>Begins anew: only {0} can go on from {1}</source>
        <translation>Beginnt neu: Nur {0} kann {1} fortsetzen</translation>
    </message>
    <message>
        <source>{0} is there; you still hear what you chose</source>
        <translation>{0} ist da; Sie hören weiter, was Sie gewählt haben</translation>
    </message>
    <message>
        <source>Version {0}</source>
        <translation>Version {0}</translation>
    </message>
    <message>
        <source>Settings of {0} taken over</source>
        <translation>Einstellungen von {0} übernommen</translation>
    </message>
    <message>
        <source>Its stems go for good: this cannot be undone.</source>
        <translation>Die Stems der Version gehen endgültig verloren: Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>It frees {0} on the disk.</source>
        <translation>Das macht {0} auf dem Datenträger frei.</translation>
    </message>
    <message>
        <source>Remove {0}?</source>
        <translation>{0} entfernen?</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
</context>
<context>
    <name>VersionComparing</name>
    <message>
        <source>Reading the references</source>
        <translation>Lese Referenzen</translation>
    </message>
    <message>
        <source>Reading the references…</source>
        <translation>Lese Referenzen…</translation>
    </message>
    <message>
        <source>Measuring the versions</source>
        <translation>Versionen werden gemessen</translation>
    </message>
    <message>
        <source>Measuring {0}…</source>
        <translation>Messe {0}…</translation>
    </message>
    <message>
        <source>SDR, SIR and SAR are known once files with the true sound of the sources are named.</source>
        <translation>SDR, SIR und SAR sind bekannt, sobald Dateien mit dem echten Klang der Quellen genannt sind.</translation>
    </message>
    <message>
        <source>Paint where a source is silent, and it is measured how much of the others is in its stem. SDR, SIR and SAR are known once files with the true sound of the sources are named.</source>
        <translation>Malen Sie, wo eine Quelle still ist, und es wird gemessen, wie viel von den anderen in ihrem Stem ist. SDR, SIR und SAR sind bekannt, sobald Dateien mit dem echten Klang der Quellen genannt sind.</translation>
    </message>
    <message>
        <source>Leakage, dB</source>
        <translation>Übersprechen, dB</translation>
    </message>
    <message>
        <source>Level of a stem where its source is painted silent, against the song there; lower is better</source>
        <translation>Pegel eines Stems, wo seine Quelle still gemalt ist, gegenüber dem Song dort; niedriger ist besser</translation>
    </message>
    <message>
        <source>Residual, dB</source>
        <translation>Rest, dB</translation>
    </message>
    <message>
        <source>What the song has more than all stems, against the song; lower is better</source>
        <translation>Was der Song mehr hat als alle Stems, gegenüber dem Song; niedriger ist besser</translation>
    </message>
    <message>
        <source>All stems</source>
        <translation>Alle Stems</translation>
    </message>
    <message>
        <source>Source to distortion ratio against the reference; higher is better</source>
        <translation>Verhältnis von Quelle zu Verzerrung gegenüber der Referenz; höher ist besser</translation>
    </message>
    <message>
        <source>Source to interference ratio: how little of the others is heard; higher is better</source>
        <translation>Verhältnis von Quelle zu Interferenz: wie wenig von den anderen zu hören ist; höher ist besser</translation>
    </message>
    <message>
        <source>Source to artefacts ratio: how little of anything else is heard; higher is better</source>
        <translation>Verhältnis von Quelle zu Artefakten: wie wenig von allem Übrigen zu hören ist; höher ist besser</translation>
    </message>
    <message>
        <source>SDR of the stem beyond that of the song as it is; higher is better</source>
        <translation>SDR des Stems über dem des Songs, wie er ist; höher ist besser</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>versions.csv</source>
        <translation>Versionen.csv</translation>
    </message>
    <message>
        <source>Export the comparison</source>
        <translation>Vergleich exportieren</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Tabellen (*.csv)</translation>
    </message>
    <message>
        <source>Written to {0}</source>
        <translation>Geschrieben in {0}</translation>
    </message>
</context>
<context>
    <name>VersionFigures</name>
    <message>
        <source>Measuring the residual</source>
        <translation>Rest wird gemessen</translation>
    </message>
</context>
<context>
    <name>VersionKeeper</name>
    <message>
        <source>It was made of the song as it was before it changed.</source>
        <translation>Sie entstand aus dem Song, wie er vor seiner Änderung war.</translation>
    </message>
    <message>
        <source>Keeping the stems</source>
        <translation>Stems werden aufbewahrt</translation>
    </message>
    <message>
        <source>Removing the version</source>
        <translation>Version wird entfernt</translation>
    </message>
    <message>
        <source>Bringing the stems back</source>
        <translation>Stems werden zurückgeholt</translation>
    </message>
    <message>
        <source>Bringing the state of the version back</source>
        <translation>Zustand der Version wird zurückgeholt</translation>
    </message>
</context>
<context>
    <name>VersionList</name>
    <message>
        <source>Versions</source>
        <translation>Versionen</translation>
    </message>
</context>
<context>
    <name>VersionWords</name>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>a version that was removed</source>
        <translation>eine entfernte Version</translation>
    </message>
    <message>
        <source>leak {0} dB</source>
        <translation>Leck {0} dB</translation>
    </message>
    <message>
        <source>residual {0} dB</source>
        <translation>Rest {0} dB</translation>
    </message>
    <message>
        <source>SDR {0} dB</source>
        <translation>SDR {0} dB</translation>
    </message>
    <message>
        <source>NSDR {0} dB</source>
        <translation>NSDR {0} dB</translation>
    </message>
    <message>
        <source>only {0}</source>
        <translation>nur {0}</translation>
    </message>
    <message>
        <source>It is only in memory: it could not be stored in the project.</source>
        <translation>Sie ist nur im Speicher: Sie ließ sich nicht im Projekt ablegen.</translation>
    </message>
    <message>
        <source>Outdated: something was painted or written since.</source>
        <translation>Veraltet: Seither wurde etwas gemalt oder notiert.</translation>
    </message>
    <message>
        <source>Stopped early.</source>
        <translation>Vorzeitig angehalten.</translation>
    </message>
    <message>
        <source>Went on from {0}.</source>
        <translation>Fortsetzung von {0}.</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>{0}, version {1}</source>
        <translation>{0}, Version {1}</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>{0}, stopped early</source>
        <translation>{0}, vorzeitig angehalten</translation>
    </message>
    <message>
        <source>Selection only</source>
        <translation>Nur Auswahl</translation>
    </message>
    <message>
        <source>Went on from</source>
        <translation>Fortsetzung von</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>Painted and written</source>
        <translation>Gemalt und notiert</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>In the project</source>
        <translation>Im Projekt</translation>
    </message>
    <message>
        <source>revision {0}, something else was said since</source>
        <translation>Stand {0}, seither wurde anderes angegeben</translation>
    </message>
    <message>
        <source>revision {0}, as it is now</source>
        <translation>Stand {0}, wie jetzt</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>automatisch</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>Leakage in dB</source>
        <translation>Übersprechen in dB</translation>
    </message>
    <message>
        <source>Residual in dB</source>
        <translation>Rest in dB</translation>
    </message>
    <message>
        <source>SDR in dB, mean</source>
        <translation>SDR in dB, Mittel</translation>
    </message>
    <message>
        <source>NSDR in dB, mean</source>
        <translation>NSDR in dB, Mittel</translation>
    </message>
</context>
<context>
    <name>VersionsPanel</name>
    <message>
        <source>Every separation is kept here, to be heard against the others and compared.</source>
        <translation>Jede Trennung wird hier aufbewahrt, um sie mit den anderen im Wechsel zu hören und zu vergleichen.</translation>
    </message>
    <message>
        <source>More for the chosen version</source>
        <translation>Mehr zur gewählten Version</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versionen</translation>
    </message>
</context>
<context>
    <name>ViewBar</name>
    <message>
        <source>Picture</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Shown sound</source>
        <translation>Gezeigter Klang</translation>
    </message>
    <message>
        <source>Frequency scale</source>
        <translation>Frequenzskala</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Mel</source>
        <translation>Mel</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>Linear</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Dynamic range</source>
        <translation>Dynamikumfang</translation>
    </message>
    <message>
        <source>Dynamic range: how much quieter than the loudest is still seen</source>
        <translation>Dynamikumfang: wie viel leiser als das Lauteste noch zu sehen ist</translation>
    </message>
    <message>
        <source>Mixture</source>
        <translation>Mix</translation>
    </message>
</context>
<context>
    <name>WarpPicture</name>
    <message>
        <source>Course of the match</source>
        <translation>Verlauf der Angleichung</translation>
    </message>
    <message>
        <source>At a steady tempo ({2:.0f} % of the score&apos;s) the song is up to {0:.1f} s behind and {1:.1f} s ahead. Places set by hand: {3}</source>
        <translation>Gegenüber gleichmäßigem Tempo ({2:.0f} % der Partitur) liegt der Song bis zu {0:.1f} s zurück und {1:.1f} s voraus. Von Hand gesetzte Stellen: {3}</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message numerus="yes">
        <source>%n step(s), {0}</source>
        <translation>
            <numerusform>%n Schritt, {0}</numerusform>
            <numerusform>%n Schritte, {0}</numerusform>
        </translation>
    </message>
    <message>
        <source>A crash has left work on {0}. It is offered in the empty window: File &gt; New project.</source>
        <translation>Nach einem Absturz gibt es noch Arbeit an {0}. Sie wird im leeren Fenster angeboten: Datei &gt; Neues Projekt.</translation>
    </message>
    <message>
        <source>today</source>
        <translation>heute</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>gestern</translation>
    </message>
</context>
<context>
    <name>_Corner</name>
    <message>
        <source>Bars</source>
        <translation>Takte</translation>
    </message>
</context>
<context>
    <name>_RecoveredCard</name>
    <message>
        <source>Recovered: {0}</source>
        <translation>Wiederhergestellt: {0}</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open the recovered {0}</source>
        <translation>Wiederhergestelltes {0} öffnen</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Discard the recovered {0}</source>
        <translation>Wiederhergestelltes {0} verwerfen</translation>
    </message>
</context>
<context>
    <name>_RowPainter</name>
    <message>
        <source>Bringing the stems back…</source>
        <translation>Stems werden zurückgeholt…</translation>
    </message>
    <message>
        <source>Name of the version</source>
        <translation>Name der Version</translation>
    </message>
</context>
<context>
    <name>actions</name>
    <message>
        <source>New project</source>
        <translation>Neues Projekt</translation>
    </message>
    <message>
        <source>Open song or project…</source>
        <translation>Song oder Projekt öffnen…</translation>
    </message>
    <message>
        <source>Open the demo</source>
        <translation>Demo öffnen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Speichern unter…</translation>
    </message>
    <message>
        <source>Revert to the last opening…</source>
        <translation>Zum Stand des letzten Öffnens zurück…</translation>
    </message>
    <message>
        <source>Collect the song into the project</source>
        <translation>Song ins Projekt aufnehmen</translation>
    </message>
    <message>
        <source>Import score…</source>
        <translation>Partitur importieren…</translation>
    </message>
    <message>
        <source>Import activity…</source>
        <translation>Aktivität importieren…</translation>
    </message>
    <message>
        <source>Export stems…</source>
        <translation>Stems exportieren…</translation>
    </message>
    <message>
        <source>Export notes…</source>
        <translation>Noten exportieren…</translation>
    </message>
    <message>
        <source>Export activity…</source>
        <translation>Aktivität exportieren…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Cut notes</source>
        <translation>Noten ausschneiden</translation>
    </message>
    <message>
        <source>Copy notes</source>
        <translation>Noten kopieren</translation>
    </message>
    <message>
        <source>Paste notes at the playhead</source>
        <translation>Noten an der Abspielposition einfügen</translation>
    </message>
    <message>
        <source>Delete what is chosen</source>
        <translation>Gewähltes löschen</translation>
    </message>
    <message>
        <source>Choose all notes</source>
        <translation>Alle Noten wählen</translation>
    </message>
    <message>
        <source>Choose all notes of the source</source>
        <translation>Alle Noten der Quelle wählen</translation>
    </message>
    <message>
        <source>Choose all notes of these pitches</source>
        <translation>Alle Noten dieser Tonhöhen wählen</translation>
    </message>
    <message>
        <source>Choose all notes between these pitches</source>
        <translation>Alle Noten zwischen diesen Tonhöhen wählen</translation>
    </message>
    <message>
        <source>Choose only notes in the selected time</source>
        <translation>Nur Noten in der ausgewählten Zeit wählen</translation>
    </message>
    <message>
        <source>Extend the selection to the playhead</source>
        <translation>Auswahl bis zur Abspielposition erweitern</translation>
    </message>
    <message>
        <source>Clear the selection</source>
        <translation>Auswahl aufheben</translation>
    </message>
    <message>
        <source>Add source</source>
        <translation>Quelle anlegen</translation>
    </message>
    <message>
        <source>Rename source</source>
        <translation>Quelle umbenennen</translation>
    </message>
    <message>
        <source>Remove source</source>
        <translation>Quelle entfernen</translation>
    </message>
    <message>
        <source>Choose the next source</source>
        <translation>Nächste Quelle wählen</translation>
    </message>
    <message>
        <source>Choose the source before</source>
        <translation>Vorige Quelle wählen</translation>
    </message>
    <message>
        <source>Move the source up</source>
        <translation>Quelle nach oben</translation>
    </message>
    <message>
        <source>Move the source down</source>
        <translation>Quelle nach unten</translation>
    </message>
    <message>
        <source>Mark the selection active</source>
        <translation>Auswahl als aktiv markieren</translation>
    </message>
    <message>
        <source>Mark the selection silent</source>
        <translation>Auswahl als still markieren</translation>
    </message>
    <message>
        <source>Mark the selection unknown</source>
        <translation>Auswahl als unbekannt markieren</translation>
    </message>
    <message>
        <source>Mark active where there are notes</source>
        <translation>Aktiv markieren, wo Noten sind</translation>
    </message>
    <message>
        <source>Mark silent everywhere else</source>
        <translation>Überall sonst still markieren</translation>
    </message>
    <message>
        <source>The selection is the source alone</source>
        <translation>Die Auswahl ist die Quelle allein</translation>
    </message>
    <message>
        <source>The selection is not the source</source>
        <translation>Die Auswahl ist nicht die Quelle</translation>
    </message>
    <message>
        <source>The source alone, from files…</source>
        <translation>Die Quelle allein, aus Dateien…</translation>
    </message>
    <message>
        <source>What is not the source, from files…</source>
        <translation>Was nicht die Quelle ist, aus Dateien…</translation>
    </message>
    <message>
        <source>What the source plays in this song, from a file…</source>
        <translation>Was die Quelle in diesem Song spielt, aus einer Datei…</translation>
    </message>
    <message>
        <source>Dictionary…</source>
        <translation>Wörterbuch…</translation>
    </message>
    <message>
        <source>Export this stem…</source>
        <translation>Diesen Stem exportieren…</translation>
    </message>
    <message>
        <source>Quantise to the onsets heard</source>
        <translation>Auf gehörte Einsätze quantisieren</translation>
    </message>
    <message>
        <source>Tighten the notes to what was found</source>
        <translation>Noten an Gefundenes anpassen</translation>
    </message>
    <message>
        <source>Split at the playhead</source>
        <translation>An der Abspielposition teilen</translation>
    </message>
    <message>
        <source>Give to the chosen source</source>
        <translation>Der gewählten Quelle geben</translation>
    </message>
    <message>
        <source>Match the score to the song</source>
        <translation>Partitur an den Song angleichen</translation>
    </message>
    <message>
        <source>Match again from what is corrected</source>
        <translation>Ab den Korrekturen neu angleichen</translation>
    </message>
    <message>
        <source>Navigate</source>
        <translation>Navigieren</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>Auswählen</translation>
    </message>
    <message>
        <source>Paint activity</source>
        <translation>Aktivität malen</translation>
    </message>
    <message>
        <source>Draw notes</source>
        <translation>Noten zeichnen</translation>
    </message>
    <message>
        <source>Paint regions</source>
        <translation>Bereiche malen</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>Radieren</translation>
    </message>
    <message>
        <source>Snap to onsets</source>
        <translation>An Einsätzen einrasten</translation>
    </message>
    <message>
        <source>Box</source>
        <translation>Rechteck</translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation>Lasso</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>Pinsel</translation>
    </message>
    <message>
        <source>Harmonic brush</source>
        <translation>Obertonpinsel</translation>
    </message>
    <message>
        <source>Not this source</source>
        <translation>Nicht diese Quelle</translation>
    </message>
    <message>
        <source>Smaller brush</source>
        <translation>Kleinerer Pinsel</translation>
    </message>
    <message>
        <source>Larger brush</source>
        <translation>Größerer Pinsel</translation>
    </message>
    <message>
        <source>Play or stop</source>
        <translation>Wiedergabe oder Stopp</translation>
    </message>
    <message>
        <source>Play the selection</source>
        <translation>Auswahl wiedergeben</translation>
    </message>
    <message>
        <source>Go to the start</source>
        <translation>Zum Anfang</translation>
    </message>
    <message>
        <source>Go to the end</source>
        <translation>Zum Ende</translation>
    </message>
    <message>
        <source>Back by a second</source>
        <translation>Eine Sekunde zurück</translation>
    </message>
    <message>
        <source>On by a second</source>
        <translation>Eine Sekunde vor</translation>
    </message>
    <message>
        <source>Back by a tenth of a second</source>
        <translation>Eine Zehntelsekunde zurück</translation>
    </message>
    <message>
        <source>On by a tenth of a second</source>
        <translation>Eine Zehntelsekunde vor</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>Loop</translation>
    </message>
    <message>
        <source>Loop from here</source>
        <translation>Loop ab hier</translation>
    </message>
    <message>
        <source>Loop to here</source>
        <translation>Loop bis hier</translation>
    </message>
    <message>
        <source>Switch between mixture and stems</source>
        <translation>Zwischen Mix und Stems umschalten</translation>
    </message>
    <message>
        <source>Listen to the residual and back</source>
        <translation>Rest hören und zurück</translation>
    </message>
    <message>
        <source>Match levels</source>
        <translation>Pegel angleichen</translation>
    </message>
    <message>
        <source>Live: voice / accompaniment</source>
        <translation>Live: Stimme / Begleitung</translation>
    </message>
    <message>
        <source>What is split live…</source>
        <translation>Was live getrennt wird…</translation>
    </message>
    <message>
        <source>Solo the chosen source</source>
        <translation>Gewählte Quelle solo</translation>
    </message>
    <message>
        <source>Mute the chosen source</source>
        <translation>Gewählte Quelle stummschalten</translation>
    </message>
    <message>
        <source>Clear all solos and mutes</source>
        <translation>Alle Solos und Stummschaltungen aufheben</translation>
    </message>
    <message>
        <source>Sound device…</source>
        <translation>Audiogerät…</translation>
    </message>
    <message>
        <source>Reset peaks and dropouts</source>
        <translation>Spitzenwerte und Aussetzer zurücksetzen</translation>
    </message>
    <message>
        <source>Separate</source>
        <translation>Trennen</translation>
    </message>
    <message>
        <source>Separate the selection only</source>
        <translation>Nur die Auswahl trennen</translation>
    </message>
    <message>
        <source>Separate the chosen notes</source>
        <translation>Gewählte Noten trennen</translation>
    </message>
    <message>
        <source>Find good settings…</source>
        <translation>Gute Einstellungen finden…</translation>
    </message>
    <message>
        <source>Stop and keep the result</source>
        <translation>Anhalten und Ergebnis behalten</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Switch between the last two versions</source>
        <translation>Zwischen den letzten zwei Versionen umschalten</translation>
    </message>
    <message>
        <source>Version A</source>
        <translation>Version A</translation>
    </message>
    <message>
        <source>Version B</source>
        <translation>Version B</translation>
    </message>
    <message>
        <source>Version C</source>
        <translation>Version C</translation>
    </message>
    <message>
        <source>Version D</source>
        <translation>Version D</translation>
    </message>
    <message>
        <source>Version E</source>
        <translation>Version E</translation>
    </message>
    <message>
        <source>Version F</source>
        <translation>Version F</translation>
    </message>
    <message>
        <source>Version G</source>
        <translation>Version G</translation>
    </message>
    <message>
        <source>Version H</source>
        <translation>Version H</translation>
    </message>
    <message>
        <source>Version I</source>
        <translation>Version I</translation>
    </message>
    <message>
        <source>Preview of the running separation</source>
        <translation>Vorschau der laufenden Trennung</translation>
    </message>
    <message>
        <source>Rename version</source>
        <translation>Version umbenennen</translation>
    </message>
    <message>
        <source>Note on the version…</source>
        <translation>Notiz zur Version…</translation>
    </message>
    <message>
        <source>Recipe of the version…</source>
        <translation>Rezept der Version…</translation>
    </message>
    <message>
        <source>Go on from this version</source>
        <translation>Diese Version fortsetzen</translation>
    </message>
    <message>
        <source>Use its settings again</source>
        <translation>Einstellungen übernehmen</translation>
    </message>
    <message>
        <source>Compare versions…</source>
        <translation>Versionen vergleichen…</translation>
    </message>
    <message>
        <source>Remove version…</source>
        <translation>Version entfernen…</translation>
    </message>
    <message>
        <source>Remove noise…</source>
        <translation>Rauschen entfernen…</translation>
    </message>
    <message>
        <source>Measure against references…</source>
        <translation>An Referenzen messen…</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Fit the song</source>
        <translation>Ganzer Song</translation>
    </message>
    <message>
        <source>Zoom to the selection</source>
        <translation>Auf Auswahl zoomen</translation>
    </message>
    <message>
        <source>Follow the playhead</source>
        <translation>Der Abspielposition folgen</translation>
    </message>
    <message>
        <source>Notes over the spectrogram</source>
        <translation>Noten über dem Spektrogramm</translation>
    </message>
    <message>
        <source>Found activity over the notes</source>
        <translation>Gefundene Aktivität über den Noten</translation>
    </message>
    <message>
        <source>Go to the next picture</source>
        <translation>Zum nächsten Bild</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>Helles Design</translation>
    </message>
    <message>
        <source>Language of the system</source>
        <translation>Sprache des Systems</translation>
    </message>
    <message>
        <source>English</source>
        <translation>English</translation>
    </message>
    <message>
        <source>Deutsch</source>
        <translation>Deutsch</translation>
    </message>
    <message>
        <source>日本語</source>
        <translation>日本語</translation>
    </message>
    <message>
        <source>Keys and mouse…</source>
        <translation>Tasten und Maus…</translation>
    </message>
    <message>
        <source>About Stembrush</source>
        <translation>Über Stembrush</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Noten</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>Transport</source>
        <translation>Transport</translation>
    </message>
    <message>
        <source>Separation</source>
        <translation>Trennung</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>Beispiele</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Hear version</source>
        <translation>Version hören</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <source>Play from here</source>
        <translation>Ab hier wiedergeben</translation>
    </message>
    <message>
        <source>Set the loop</source>
        <translation>Loop setzen</translation>
    </message>
    <message>
        <source>Drag in the ruler</source>
        <translation>Im Lineal ziehen</translation>
    </message>
    <message>
        <source>Hear the spot under the pointer</source>
        <translation>Stelle unter dem Mauszeiger hören</translation>
    </message>
    <message>
        <source>Drag the grip of the playhead, or Ctrl + drag in the ruler</source>
        <translation>Griff der Abspielposition ziehen, oder Strg + Ziehen im Lineal</translation>
    </message>
    <message>
        <source>Zoom time at the pointer</source>
        <translation>Zeit am Mauszeiger zoomen</translation>
    </message>
    <message>
        <source>Ctrl + wheel</source>
        <translation>Strg + Mausrad</translation>
    </message>
    <message>
        <source>Zoom pitch at the pointer</source>
        <translation>Tonhöhe am Mauszeiger zoomen</translation>
    </message>
    <message>
        <source>Ctrl + Shift + wheel</source>
        <translation>Strg + Umschalt + Mausrad</translation>
    </message>
    <message>
        <source>Scroll time</source>
        <translation>Zeit scrollen</translation>
    </message>
    <message>
        <source>Shift + wheel</source>
        <translation>Umschalt + Mausrad</translation>
    </message>
    <message>
        <source>Scroll pitch</source>
        <translation>Tonhöhe scrollen</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>Mausrad</translation>
    </message>
    <message>
        <source>Pan with any tool</source>
        <translation>Mit jedem Werkzeug verschieben</translation>
    </message>
    <message>
        <source>Middle button drag</source>
        <translation>Mit der mittleren Taste ziehen</translation>
    </message>
    <message>
        <source>Give up a drag</source>
        <translation>Ziehen abbrechen</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Mixer</source>
        <translation>Mixer</translation>
    </message>
    <message>
        <source>Fader to 0 dB</source>
        <translation>Fader auf 0 dB</translation>
    </message>
    <message>
        <source>Double click</source>
        <translation>Doppelklick</translation>
    </message>
    <message>
        <source>Pan to the centre</source>
        <translation>Panorama in die Mitte</translation>
    </message>
    <message>
        <source>Exclusive solo</source>
        <translation>Exklusives Solo</translation>
    </message>
    <message>
        <source>Give an example of a source</source>
        <translation>Beispiel für eine Quelle geben</translation>
    </message>
    <message>
        <source>Drop a sound file on it</source>
        <translation>Eine Tondatei auf sie ziehen</translation>
    </message>
    <message>
        <source>Remove an example</source>
        <translation>Beispiel entfernen</translation>
    </message>
    <message>
        <source>Del on one of its buttons</source>
        <translation>Entf auf einem seiner Knöpfe</translation>
    </message>
    <message>
        <source>Dictionary</source>
        <translation>Wörterbuch</translation>
    </message>
    <message>
        <source>Hear a column</source>
        <translation>Spalte hören</translation>
    </message>
    <message>
        <source>Click, or Space</source>
        <translation>Klick oder Leertaste</translation>
    </message>
    <message>
        <source>Choose several columns</source>
        <translation>Mehrere Spalten wählen</translation>
    </message>
    <message>
        <source>Drag, Shift + click, Ctrl + click, or Shift + arrows</source>
        <translation>Ziehen, Umschalt + Klick, Strg + Klick oder Umschalt + Pfeile</translation>
    </message>
    <message>
        <source>Remove the chosen columns</source>
        <translation>Gewählte Spalten entfernen</translation>
    </message>
    <message>
        <source>Name a column</source>
        <translation>Spalte benennen</translation>
    </message>
    <message>
        <source>Zoom the columns</source>
        <translation>Spalten zoomen</translation>
    </message>
    <message>
        <source>Ctrl + wheel, + and -, F: all</source>
        <translation>Strg + Mausrad, + und -, F: alle</translation>
    </message>
    <message>
        <source>Use a dictionary from a file</source>
        <translation>Wörterbuch aus einer Datei verwenden</translation>
    </message>
    <message>
        <source>Drop the file on it</source>
        <translation>Die Datei darauf ziehen</translation>
    </message>
    <message>
        <source>Choose the notes of a pitch range</source>
        <translation>Noten eines Tonhöhenbereichs wählen</translation>
    </message>
    <message>
        <source>Click or drag on the keyboard, Shift: add, Ctrl: one source</source>
        <translation>Klick oder Ziehen auf der Klaviatur, Umschalt: dazu, Strg: eine Quelle</translation>
    </message>
    <message>
        <source>Drag selects time, in the piano roll notes · Drag a note to move it, an edge to resize it</source>
        <translation>Ziehen wählt Zeit aus, in der Pianorolle Noten · Eine Note ziehen verschiebt, ein Rand ändert die Länge</translation>
    </message>
    <message>
        <source>Open a song or a score</source>
        <translation>Song oder Partitur öffnen</translation>
    </message>
    <message>
        <source>Click in a picture or the overview</source>
        <translation>Klick in eine Ansicht oder die Übersicht</translation>
    </message>
    <message>
        <source>Drop a file on the window</source>
        <translation>Datei auf das Fenster ziehen</translation>
    </message>
    <message>
        <source>Ctrl, Shift or Alt + click on S</source>
        <translation>Strg, Umschalt oder Alt + Klick auf S</translation>
    </message>
    <message>
        <source>Forget the highest peak</source>
        <translation>Höchsten Spitzenwert vergessen</translation>
    </message>
    <message>
        <source>Click on a meter</source>
        <translation>Klick auf eine Pegelanzeige</translation>
    </message>
    <message>
        <source>Menu of a source</source>
        <translation>Menü einer Quelle</translation>
    </message>
    <message>
        <source>Right click</source>
        <translation>Rechtsklick</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versionen</translation>
    </message>
    <message>
        <source>Hear and show a version</source>
        <translation>Version hören und zeigen</translation>
    </message>
    <message>
        <source>Click, or up and down</source>
        <translation>Klick, oder auf und ab</translation>
    </message>
    <message>
        <source>Rename a version</source>
        <translation>Version umbenennen</translation>
    </message>
    <message>
        <source>Double click, or Enter</source>
        <translation>Doppelklick oder Eingabe</translation>
    </message>
    <message>
        <source>Remove a version</source>
        <translation>Version entfernen</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Entf</translation>
    </message>
    <message>
        <source>Menu of a version</source>
        <translation>Menü einer Version</translation>
    </message>
    <message>
        <source>Lanes</source>
        <translation>Spuren</translation>
    </message>
    <message>
        <source>Paint active</source>
        <translation>Aktiv malen</translation>
    </message>
    <message>
        <source>Drag</source>
        <translation>Ziehen</translation>
    </message>
    <message>
        <source>Paint silent</source>
        <translation>Still malen</translation>
    </message>
    <message>
        <source>Alt + drag</source>
        <translation>Alt + Ziehen</translation>
    </message>
    <message>
        <source>Paint unknown</source>
        <translation>Unbekannt malen</translation>
    </message>
    <message>
        <source>Shift + drag</source>
        <translation>Umschalt + Ziehen</translation>
    </message>
    <message>
        <source>Move an edge</source>
        <translation>Kante verschieben</translation>
    </message>
    <message>
        <source>Drag the edge, Alt: without snapping</source>
        <translation>Kante ziehen, Alt: ohne Einrasten</translation>
    </message>
    <message>
        <source>Move a span</source>
        <translation>Abschnitt verschieben</translation>
    </message>
    <message>
        <source>Ctrl + drag</source>
        <translation>Strg + Ziehen</translation>
    </message>
    <message>
        <source>Select a span</source>
        <translation>Abschnitt auswählen</translation>
    </message>
    <message>
        <source>Tap along while it plays</source>
        <translation>Bei der Wiedergabe mittippen</translation>
    </message>
    <message>
        <source>Hold 1 to 9, with Alt: silent</source>
        <translation>1 bis 9 halten, mit Alt: still</translation>
    </message>
    <message>
        <source>Mark the selection</source>
        <translation>Auswahl markieren</translation>
    </message>
    <message>
        <source>Enter, with Alt: silent, Del: unknown</source>
        <translation>Eingabe, mit Alt: still, Entf: unbekannt</translation>
    </message>
    <message>
        <source>Piano roll</source>
        <translation>Pianorolle</translation>
    </message>
    <message>
        <source>Draw a note</source>
        <translation>Note zeichnen</translation>
    </message>
    <message>
        <source>Click or drag</source>
        <translation>Klicken oder ziehen</translation>
    </message>
    <message>
        <source>Move notes</source>
        <translation>Noten verschieben</translation>
    </message>
    <message>
        <source>Drag or arrows, Alt: without the grid</source>
        <translation>Ziehen oder Pfeile, Alt: ohne Raster</translation>
    </message>
    <message>
        <source>Move notes by an octave or a bar</source>
        <translation>Noten um Oktave oder Takt verschieben</translation>
    </message>
    <message>
        <source>Ctrl + arrows</source>
        <translation>Strg + Pfeile</translation>
    </message>
    <message>
        <source>Resize notes</source>
        <translation>Notenlänge ändern</translation>
    </message>
    <message>
        <source>Drag an edge or Shift + arrows</source>
        <translation>Kante ziehen oder Umschalt + Pfeile</translation>
    </message>
    <message>
        <source>Add to the chosen notes</source>
        <translation>Zu den gewählten Noten nehmen</translation>
    </message>
    <message>
        <source>Shift + click</source>
        <translation>Umschalt + Klick</translation>
    </message>
    <message>
        <source>Delete a note</source>
        <translation>Note löschen</translation>
    </message>
    <message>
        <source>Correct the match of the score</source>
        <translation>Angleichung der Partitur korrigieren</translation>
    </message>
    <message>
        <source>Drag a bar, or Ctrl + Shift + drag a note</source>
        <translation>Takt ziehen, oder Strg + Umschalt + Note ziehen</translation>
    </message>
    <message>
        <source>Free a corrected bar</source>
        <translation>Korrigierten Takt freigeben</translation>
    </message>
    <message>
        <source>Right click on the bar</source>
        <translation>Rechtsklick auf den Takt</translation>
    </message>
    <message>
        <source>Spectrogram</source>
        <translation>Spektrogramm</translation>
    </message>
    <message>
        <source>Paint a region</source>
        <translation>Bereich malen</translation>
    </message>
    <message>
        <source>Paint the other of belongs and not</source>
        <translation>Umgekehrt malen: gehört dazu oder nicht</translation>
    </message>
    <message>
        <source>Brush with a square tip</source>
        <translation>Pinsel mit eckiger Spitze</translation>
    </message>
    <message>
        <source>Draw a region by keys</source>
        <translation>Bereich mit Tasten malen</translation>
    </message>
    <message>
        <source>Arrows and Shift + arrows, then Enter</source>
        <translation>Pfeile und Umschalt + Pfeile, dann Eingabe</translation>
    </message>
    <message>
        <source>Menu of a region</source>
        <translation>Menü eines Bereichs</translation>
    </message>
    <message>
        <source>Drag moves the pictures · Click plays from there · Wheel scrolls, Ctrl + wheel zooms</source>
        <translation>Ziehen verschiebt die Ansicht · Klick spielt ab dort · Mausrad scrollt, mit Strg zoomt es</translation>
    </message>
    <message>
        <source>Drag paints active · Alt silent · Shift unknown</source>
        <translation>Ziehen malt aktiv · Alt still · Umschalt unbekannt</translation>
    </message>
    <message>
        <source>Click or drag draws a note · Drag moves one, its edges resize · Del deletes</source>
        <translation>Klick oder Ziehen zeichnet eine Note · Ziehen verschiebt, an den Kanten ändern · Entf löscht</translation>
    </message>
    <message>
        <source>Drag in the spectrogram paints a region of the chosen source · N: does not belong</source>
        <translation>Ziehen im Spektrogramm malt einen Bereich der gewählten Quelle · N: gehört nicht dazu</translation>
    </message>
    <message>
        <source>Drag erases regions and notes, and makes activity unknown</source>
        <translation>Ziehen radiert Bereiche und Noten und macht Aktivität unbekannt</translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>{0}: labels nothing; write one line per span below {1}</source>
        <translation>{0}: enthält keine Angaben; schreiben Sie unter {1} eine Zeile je Abschnitt</translation>
    </message>
    <message>
        <source>{0}: has {1} fields instead of 4; write {2}</source>
        <translation>{0}: hat {1} Felder statt 4; schreiben Sie {2}</translation>
    </message>
    <message>
        <source>{0}: the state is {1}; use active or silent</source>
        <translation>{0}: der Zustand ist {1}; verwenden Sie active oder silent</translation>
    </message>
    <message>
        <source>{0}, line {1}: is not CSV ({2}); export it again</source>
        <translation>{0}, Zeile {1}: ist kein CSV ({2}); exportieren Sie die Datei erneut</translation>
    </message>
    <message>
        <source>{0}, line {1}: the header is not {2}; add it</source>
        <translation>{0}, Zeile {1}: die Kopfzeile ist nicht {2}; fügen Sie sie ein</translation>
    </message>
    <message>
        <source>{0}: labels nothing; sources are read from annotations of {1} or segment_open</source>
        <translation>{0}: enthält keine Angaben; Quellen werden aus Annotationen der Art {1} oder segment_open gelesen</translation>
    </message>
    <message>
        <source>{0}, line {1}: is not JSON ({2}); it may be cut off, export it again</source>
        <translation>{0}, Zeile {1}: ist kein JSON ({2}); vielleicht abgeschnitten, exportieren Sie die Datei erneut</translation>
    </message>
    <message>
        <source>{0}: is not of the JAMS format; export it again</source>
        <translation>{0}: hat nicht das JAMS-Format; exportieren Sie die Datei erneut</translation>
    </message>
    <message>
        <source>{0}: labels nothing; write one line per span: start, end, source</source>
        <translation>{0}: enthält keine Angaben; schreiben Sie eine Zeile je Abschnitt: Anfang, Ende, Quelle</translation>
    </message>
    <message>
        <source>{0}: has {1} fields instead of 3; write start, end, source</source>
        <translation>{0}: hat {1} Felder statt 3; schreiben Sie Anfang, Ende, Quelle</translation>
    </message>
    <message>
        <source>{0}: is not text; choose {1}</source>
        <translation>{0}: ist kein Text; wählen Sie {1}</translation>
    </message>
    <message>
        <source>{0}, {1}: names no source</source>
        <translation>{0}, {1}: nennt keine Quelle</translation>
    </message>
    <message>
        <source>{0}, {1}: ends at {2} s, which is not after its start at {3} s</source>
        <translation>{0}, {1}: endet bei {2} s, also nicht nach dem Anfang bei {3} s</translation>
    </message>
    <message>
        <source>{0}: {1} is not a time; write seconds from the start, such as 12.5</source>
        <translation>{0}: {1} ist keine Zeit; schreiben Sie Sekunden ab dem Anfang, etwa 12.5</translation>
    </message>
    <message>
        <source>{0}: every span lies after the end of the song ({1} s); check the times</source>
        <translation>{0}: alle Abschnitte liegen hinter dem Ende des Songs ({1} s); prüfen Sie die Zeiten</translation>
    </message>
    <message>
        <source>{0}, {1}: there is no source {2}; the sources are {3}</source>
        <translation>{0}, {1}: es gibt keine Quelle {2}; die Quellen sind {3}</translation>
    </message>
    <message>
        <source>{0}: is not a file; choose {1}</source>
        <translation>{0}: ist keine Datei; wählen Sie {1}</translation>
    </message>
    <message>
        <source>{0}: is larger than {1} MB; choose {2}</source>
        <translation>{0}: ist größer als {1} MB; wählen Sie {2}</translation>
    </message>
    <message>
        <source>{0}: there is no such file; check the name</source>
        <translation>{0}: die Datei gibt es nicht; prüfen Sie den Namen</translation>
    </message>
    <message>
        <source>{0}: is a folder; choose {1}</source>
        <translation>{0}: ist ein Ordner; wählen Sie {1}</translation>
    </message>
    <message>
        <source>{0}: cannot be read ({1}); check the permissions</source>
        <translation>{0}: lässt sich nicht lesen ({1}); prüfen Sie die Zugriffsrechte</translation>
    </message>
    <message>
        <source>{0}: cannot be written ({1}); choose another folder or disk</source>
        <translation>{0}: lässt sich nicht schreiben ({1}); wählen Sie einen anderen Ordner oder Datenträger</translation>
    </message>
    <message>
        <source>The song is silent, so no score can be matched to it; choose another song or switch alignment off</source>
        <translation>Der Song ist still, also lässt sich keine Partitur angleichen; wählen Sie einen anderen Song oder schalten Sie die Angleichung aus</translation>
    </message>
    <message>
        <source>The score has no notes; choose another score</source>
        <translation>Die Partitur hat keine Noten; wählen Sie eine andere</translation>
    </message>
    <message>
        <source>The score lasts {0} hours; scores of up to 4 hours can be aligned</source>
        <translation>Die Partitur dauert {0} Stunden; bis zu 4 Stunden lassen sich angleichen</translation>
    </message>
    <message>
        <source>The alignment was cancelled</source>
        <translation>Der Abgleich wurde abgebrochen</translation>
    </message>
    <message>
        <source>The pair of score {0} s and song {1} s lies outside the song; remove it</source>
        <translation>Das Paar Partitur {0} s und Song {1} s liegt außerhalb des Songs; entfernen Sie es</translation>
    </message>
    <message>
        <source>The pairs at {0} s and {1} s of the score contradict each other; remove one</source>
        <translation>Die Paare bei {0} s und {1} s der Partitur widersprechen sich; entfernen Sie eines</translation>
    </message>
    <message>
        <source>holds independent patterns (MIDI format 2) without a common time; export it as format 1</source>
        <translation>enthält unabhängige Patterns (MIDI-Format 2) ohne gemeinsame Zeit; exportieren Sie es als Format 1</translation>
    </message>
    <message>
        <source>holds no notes; choose the score of the song</source>
        <translation>enthält keine Noten; wählen Sie die Partitur des Songs</translation>
    </message>
    <message>
        <source>lasts {0} hours, so its tempo or times are damaged; export it again</source>
        <translation>dauert {0} Stunden, also sind Tempo oder Zeiten beschädigt; exportieren Sie die Datei erneut</translation>
    </message>
    <message>
        <source>is not a file; choose a .mid file</source>
        <translation>ist keine Datei; wählen Sie eine .mid-Datei</translation>
    </message>
    <message>
        <source>is larger than {0} MB, so it is no MIDI file; choose a .mid file</source>
        <translation>ist größer als {0} MB, also keine MIDI-Datei; wählen Sie eine .mid-Datei</translation>
    </message>
    <message>
        <source>there is no such file; check the name</source>
        <translation>die Datei gibt es nicht; prüfen Sie den Namen</translation>
    </message>
    <message>
        <source>is a folder; choose a .mid file</source>
        <translation>ist ein Ordner; wählen Sie eine .mid-Datei</translation>
    </message>
    <message>
        <source>cannot be read ({0}); check the permissions</source>
        <translation>lässt sich nicht lesen ({0}); prüfen Sie die Zugriffsrechte</translation>
    </message>
    <message>
        <source>the file is cut short (it ends inside its header); get a complete copy</source>
        <translation>die Datei ist abgeschnitten (sie endet im Kopf); besorgen Sie eine vollständige Kopie</translation>
    </message>
    <message>
        <source>the header of the MIDI file is damaged; export it again</source>
        <translation>der Kopf der MIDI-Datei ist beschädigt; exportieren Sie sie erneut</translation>
    </message>
    <message>
        <source>the file is cut short (it promises {0} tracks and holds {1}); get a complete copy</source>
        <translation>die Datei ist abgeschnitten (sie verspricht {0} Spuren und hat {1}); besorgen Sie eine vollständige Kopie</translation>
    </message>
    <message>
        <source>the file is empty; get a complete copy</source>
        <translation>die Datei ist leer; besorgen Sie eine vollständige Kopie</translation>
    </message>
    <message>
        <source>is sound (WAV), not a MIDI file; a score holds notes</source>
        <translation>ist Ton (WAV), keine MIDI-Datei; eine Partitur enthält Noten</translation>
    </message>
    <message>
        <source>is not a MIDI file; choose a .mid file that a notation program or DAW has exported</source>
        <translation>ist keine MIDI-Datei; wählen Sie eine .mid-Datei aus einem Notensatzprogramm oder einer DAW</translation>
    </message>
    <message>
        <source>the header names no valid time base (0 ticks per quarter note); export it again</source>
        <translation>der Kopf nennt keine gültige Zeitbasis (0 Ticks je Viertel); exportieren Sie die Datei erneut</translation>
    </message>
    <message>
        <source>the file is cut short (it ends inside track {0}); get a complete copy</source>
        <translation>die Datei ist abgeschnitten (sie endet in Spur {0}); besorgen Sie eine vollständige Kopie</translation>
    </message>
    <message>
        <source>track {0} of the MIDI file is damaged; export it again</source>
        <translation>Spur {0} der MIDI-Datei ist beschädigt; exportieren Sie sie erneut</translation>
    </message>
    <message>
        <source>the header names no valid time base; export it again</source>
        <translation>der Kopf nennt keine gültige Zeitbasis; exportieren Sie die Datei erneut</translation>
    </message>
    <message>
        <source>{0}: there are no notes with a pitch to write; draw some or import a score</source>
        <translation>{0}: es gibt keine Noten mit Tonhöhe zu schreiben; zeichnen Sie welche oder importieren Sie eine Partitur</translation>
    </message>
    <message>
        <source>{0}: there are no such notes; choose other pitches or times</source>
        <translation>{0}: keine solche Note; andere Tonhöhen oder Zeiten wählen</translation>
    </message>
    <message>
        <source>the search for onsets was cancelled</source>
        <translation>Die Suche nach Einsätzen wurde abgebrochen</translation>
    </message>
    <message>
        <source>convert it to WAV or FLAC</source>
        <translation>in WAV oder FLAC umwandeln</translation>
    </message>
    <message>
        <source>M4A, AAC and video files need the program ffmpeg, which is not installed</source>
        <translation>M4A-, AAC- und Videodateien brauchen das Programm ffmpeg, das nicht installiert ist</translation>
    </message>
    <message>
        <source>the header promises {0} s of sound but only {1} s are there</source>
        <translation>der Dateikopf verspricht {0} s Ton, es sind aber nur {1} s da</translation>
    </message>
    <message>
        <source>install ffmpeg (on Debian or Ubuntu: apt install ffmpeg), or convert the file to WAV or FLAC</source>
        <translation>ffmpeg installieren (unter Debian oder Ubuntu: apt install ffmpeg) oder die Datei in WAV oder FLAC umwandeln</translation>
    </message>
    <message>
        <source>there is no sound in it</source>
        <translation>sie enthält keinen Ton</translation>
    </message>
    <message>
        <source>choose another file</source>
        <translation>eine andere Datei wählen</translation>
    </message>
    <message>
        <source>get the file again from where it came</source>
        <translation>die Datei noch einmal von ihrer Quelle holen</translation>
    </message>
    <message>
        <source>the file changed while it was read</source>
        <translation>die Datei hat sich beim Lesen geändert</translation>
    </message>
    <message>
        <source>open it again when whoever writes it has finished</source>
        <translation>noch einmal öffnen, wenn fertig geschrieben ist</translation>
    </message>
    <message>
        <source>the header promises {0} of sound but only {1} are there</source>
        <translation>der Dateikopf verspricht {0} Ton, es sind aber nur {1} da</translation>
    </message>
    <message>
        <source>a value of {0}</source>
        <translation>ein Wert von {0}</translation>
    </message>
    <message>
        <source>a sample that is no number ({0})</source>
        <translation>ein Sample, das keine Zahl ist ({0})</translation>
    </message>
    <message>
        <source>the file is damaged or of an unusual kind ({0})</source>
        <translation>die Datei ist beschädigt oder von ungewöhnlicher Art ({0})</translation>
    </message>
    <message>
        <source>{0} is not of the form {1}, as melody=piano:C5-C7@12.5-30</source>
        <translation>{0} hat nicht die Form {1}, etwa melody=piano:C5-C7@12.5-30</translation>
    </message>
    <message>
        <source>{0}: there is no source {1}; the sources are {2}, and * stands for all (the form is {3}, as melody=piano:C5-C7@12.5-30)</source>
        <translation>{0}: es gibt keine Quelle {1}; die Quellen sind {2}, und * steht für alle (die Form ist {3}, etwa melody=piano:C5-C7@12.5-30)</translation>
    </message>
    <message>
        <source>{0}: {1} sources are called {2}; rename one</source>
        <translation>{0}: {1} Quellen heißen {2}; eine davon umbenennen</translation>
    </message>
    <message>
        <source>{0}: {1} is no time; write it as 12.5, 1:02 or 10-20.5</source>
        <translation>{0}: {1} ist keine Zeit; als 12.5, 1:02 oder 10-20.5 schreiben</translation>
    </message>
    <message>
        <source>{0}: {1} is no pitch; write it as C4, 60 or C4-C5</source>
        <translation>{0}: {1} ist keine Tonhöhe; als C4, 60 oder C4-C5 schreiben</translation>
    </message>
    <message>
        <source>{0}: the time ends before it begins</source>
        <translation>{0}: die Zeit endet, bevor sie beginnt</translation>
    </message>
    <message>
        <source>the header says that the file is empty, but {0} follow</source>
        <translation>laut Kopf ist die Datei leer, aber {0} folgen</translation>
    </message>
    <message>
        <source>at {0} s in channel {1}</source>
        <translation>bei {0} s in Kanal {1}</translation>
    </message>
    <message>
        <source>the file is damaged: render it again</source>
        <translation>die Datei ist beschädigt: neu rendern</translation>
    </message>
    <message>
        <source>this is a folder</source>
        <translation>das ist ein Ordner</translation>
    </message>
    <message>
        <source>choose a sound file in it</source>
        <translation>eine Tondatei darin wählen</translation>
    </message>
    <message>
        <source>this is not a file</source>
        <translation>das ist keine Datei</translation>
    </message>
    <message>
        <source>choose a sound file</source>
        <translation>eine Tondatei wählen</translation>
    </message>
    <message>
        <source>the file is empty</source>
        <translation>die Datei ist leer</translation>
    </message>
    <message>
        <source>raw samples do not say their rate and format</source>
        <translation>rohe Abtastwerte nennen weder Rate noch Format</translation>
    </message>
    <message>
        <source>save them as WAV in an audio editor</source>
        <translation>sie in einem Audioeditor als WAV speichern</translation>
    </message>
    <message>
        <source>its sample rate is {0} kHz</source>
        <translation>ihre Abtastrate ist {0} kHz</translation>
    </message>
    <message>
        <source>convert it to a rate of {0}</source>
        <translation>in eine Rate von {0} umwandeln</translation>
    </message>
    <message>
        <source>{0} kHz to {1} kHz</source>
        <translation>{0} kHz bis {1} kHz</translation>
    </message>
    <message>
        <source>it has {0} channels</source>
        <translation>sie hat {0} Kanäle</translation>
    </message>
    <message>
        <source>save it with 1 to {0} channels</source>
        <translation>mit 1 bis {0} Kanälen speichern</translation>
    </message>
    <message>
        <source>there is no sound in it (zero length)</source>
        <translation>sie enthält keinen Ton (Länge null)</translation>
    </message>
    <message>
        <source>there is no such file</source>
        <translation>diese Datei gibt es nicht</translation>
    </message>
    <message>
        <source>check its name and folder</source>
        <translation>Namen und Ordner prüfen</translation>
    </message>
    <message>
        <source>this user may not read the file</source>
        <translation>dieser Benutzer darf die Datei nicht lesen</translation>
    </message>
    <message>
        <source>change its permissions or copy it</source>
        <translation>ihre Rechte ändern oder sie kopieren</translation>
    </message>
    <message>
        <source>the file cannot be read ({0})</source>
        <translation>die Datei lässt sich nicht lesen ({0})</translation>
    </message>
    <message>
        <source>check the disk and try again</source>
        <translation>den Datenträger prüfen und noch einmal versuchen</translation>
    </message>
    <message>
        <source>there is no MP3 sound in it</source>
        <translation>sie enthält keinen MP3-Ton</translation>
    </message>
    <message>
        <source>check that this is the right file</source>
        <translation>prüfen, ob es die richtige Datei ist</translation>
    </message>
    <message>
        <source>save it as 24-bit WAV or FLAC</source>
        <translation>als WAV mit 24 Bit oder als FLAC speichern</translation>
    </message>
    <message>
        <source>the file is cut off after {0}</source>
        <translation>die Datei bricht nach {0} ab</translation>
    </message>
    <message>
        <source>{0} h {1} min</source>
        <translation>{0} h {1} min</translation>
    </message>
    <message>
        <source>{0} min {1} s</source>
        <translation>{0} min {1} s</translation>
    </message>
    <message>
        <source>a recording was broken off: repair the file in an audio editor</source>
        <translation>eine Aufnahme wurde abgebrochen: die Datei in einem Audioeditor reparieren</translation>
    </message>
    <message>
        <source>the song is too long for this machine</source>
        <translation>der Song ist für diesen Rechner zu lang</translation>
    </message>
    <message>
        <source>this is not a sound file of a known kind ({0})</source>
        <translation>das ist keine Tondatei bekannter Art ({0})</translation>
    </message>
    <message>
        <source>WAV, AIFF, FLAC, OGG, Opus, MP3, W64, CAF, AU</source>
        <translation>WAV, AIFF, FLAC, OGG, Opus, MP3, W64, CAF, AU</translation>
    </message>
    <message>
        <source>{0} of sound are too long for this machine</source>
        <translation>{0} Ton sind für diesen Rechner zu lang</translation>
    </message>
    <message>
        <source>the dictionary {0} has no sound below {1} kHz, where the song ends; choose another dictionary</source>
        <translation>das Wörterbuch {0} hat unter {1} kHz, wo der Song endet, keinen Klang; ein anderes Wörterbuch wählen</translation>
    </message>
    <message>
        <source>the version of its format</source>
        <translation>die Version des Formats</translation>
    </message>
    <message>
        <source>the length of its window</source>
        <translation>die Länge des Fensters</translation>
    </message>
    <message>
        <source>the names of its columns</source>
        <translation>die Liste der Spaltennamen</translation>
    </message>
    <message>
        <source>where it comes from</source>
        <translation>die Angabe der Herkunft</translation>
    </message>
    <message>
        <source>{0}: the dictionary {1} has no columns; learn it anew</source>
        <translation>{0}: das Wörterbuch {1} hat keine Spalten; es neu lernen</translation>
    </message>
    <message>
        <source>{0}: the dictionary {1} is too large for a file; use fewer columns</source>
        <translation>{0}: das Wörterbuch {1} ist zu groß für eine Datei; weniger Spalten verwenden</translation>
    </message>
    <message>
        <source>{0}: this is not a file; {1}</source>
        <translation>{0}: das ist keine Datei; {1}</translation>
    </message>
    <message>
        <source>choose a dictionary that Stembrush has written (.stemdict)</source>
        <translation>ein von Stembrush geschriebenes Wörterbuch (.stemdict) wählen</translation>
    </message>
    <message>
        <source>{0}: {1} bytes of columns are promised and {2} are there; {3}</source>
        <translation>{0}: {1} Byte an Spalten sind angekündigt und {2} vorhanden; {3}</translation>
    </message>
    <message>
        <source>get the file again from where it came, or learn the dictionary anew</source>
        <translation>die Datei noch einmal von ihrer Herkunft holen oder das Wörterbuch neu lernen</translation>
    </message>
    <message>
        <source>{0}: this is not a dictionary; {1}</source>
        <translation>{0}: das ist kein Wörterbuch; {1}</translation>
    </message>
    <message>
        <source>{0}: a newer version of Stembrush has written it; update this one</source>
        <translation>{0}: von einer neueren Version von Stembrush geschrieben; diese aktualisieren</translation>
    </message>
    <message>
        <source>a window of {0} samples has {1} frequencies and not {2}</source>
        <translation>ein Fenster mit {0} Samples hat {1} Frequenzen und nicht {2}</translation>
    </message>
    <message>
        <source>{0} columns of {1} frequencies are more than this program reads</source>
        <translation>{0} Spalten mit {1} Frequenzen sind mehr, als dieses Programm liest</translation>
    </message>
    <message>
        <source>it has names for {0} columns and {1} columns</source>
        <translation>es hat Namen für {0} Spalten, aber {1} Spalten</translation>
    </message>
    <message>
        <source>some of its columns are empty</source>
        <translation>einige seiner Spalten sind leer</translation>
    </message>
    <message>
        <source>its columns are not of norm 1</source>
        <translation>seine Spalten haben nicht die Norm 1</translation>
    </message>
    <message>
        <source>its sample rate</source>
        <translation>die Abtastrate</translation>
    </message>
    <message>
        <source>the distance of its windows</source>
        <translation>der Abstand der Fenster</translation>
    </message>
    <message>
        <source>{0}: there is not one set of columns in it; {1}</source>
        <translation>{0}: enthält nicht genau einen Satz Spalten; {1}</translation>
    </message>
    <message>
        <source>{0}: its columns are no 32-bit numbers; {1}</source>
        <translation>{0}: die Spalten sind keine 32-Bit-Zahlen; {1}</translation>
    </message>
    <message>
        <source>{0}: its columns are no table; {1}</source>
        <translation>{0}: die Spalten sind keine Tabelle; {1}</translation>
    </message>
    <message>
        <source>{0}: there are no columns in it; learn the dictionary anew</source>
        <translation>{0}: enthält keine Spalten; das Wörterbuch neu lernen</translation>
    </message>
    <message>
        <source>{0}: {1}; choose a smaller dictionary</source>
        <translation>{0}: {1}; ein kleineres Wörterbuch wählen</translation>
    </message>
    <message>
        <source>{0}: its columns are not where they should be; {1}</source>
        <translation>{0}: die Spalten sind nicht, wo sie sein sollten; {1}</translation>
    </message>
    <message>
        <source>{0}: {1} ({2}) makes no sense; {3}</source>
        <translation>{0}: {1} ({2}) ergibt keinen Sinn; {3}</translation>
    </message>
    <message>
        <source>the file is cut off</source>
        <translation>die Datei ist abgeschnitten</translation>
    </message>
    <message>
        <source>{0}: what it says of where it comes from cannot be read; {1}</source>
        <translation>{0}: die Angaben zur Herkunft lassen sich nicht lesen; {1}</translation>
    </message>
    <message>
        <source>{0}: {1} cannot be read; {2}</source>
        <translation>{0}: {1} lässt sich nicht lesen; {2}</translation>
    </message>
    <message>
        <source>{0}: some of its values are no numbers; {1}</source>
        <translation>{0}: einige Werte sind keine Zahlen; {1}</translation>
    </message>
    <message>
        <source>{0}: some of its values are below zero; {1}</source>
        <translation>{0}: einige Werte liegen unter null; {1}</translation>
    </message>
    <message>
        <source>{0}: its columns are not of norm 1; {1}</source>
        <translation>{0}: die Spalten haben nicht die Norm 1; {1}</translation>
    </message>
    <message>
        <source>{0}: {1}; check its name and folder</source>
        <translation>{0}: {1}; Namen und Ordner prüfen</translation>
    </message>
    <message>
        <source>{0}: there is no such file; check its name and folder</source>
        <translation>{0}: diese Datei gibt es nicht; Namen und Ordner prüfen</translation>
    </message>
    <message>
        <source>{0}: the file is cut off; {1}</source>
        <translation>{0}: die Datei ist abgeschnitten; {1}</translation>
    </message>
    <message>
        <source>{0}: its description cannot be read; {1}</source>
        <translation>{0}: die Beschreibung lässt sich nicht lesen; {1}</translation>
    </message>
    <message>
        <source>{0}: the library cannot be read ({1}); check the folder and its permissions</source>
        <translation>{0}: die Bibliothek lässt sich nicht lesen ({1}); Ordner und Zugriffsrechte prüfen</translation>
    </message>
    <message>
        <source>{0}: cannot be removed ({1}); check the folder</source>
        <translation>{0}: lässt sich nicht entfernen ({1}); den Ordner prüfen</translation>
    </message>
    <message>
        <source>{0}: {1}; check the folder and its permissions</source>
        <translation>{0}: {1}; Ordner und Zugriffsrechte prüfen</translation>
    </message>
    <message>
        <source>the library cannot be written to ({0})</source>
        <translation>in die Bibliothek lässt sich nicht schreiben ({0})</translation>
    </message>
    <message>
        <source>Learning the notes</source>
        <translation>Noten werden gelernt</translation>
    </message>
    <message>
        <source>Finding places in stereo</source>
        <translation>Orte im Stereobild werden gesucht</translation>
    </message>
    <message>
        <source>Rendering first stems</source>
        <translation>Erste Stems werden gerendert</translation>
    </message>
    <message>
        <source>Separating remixes of the song</source>
        <translation>Remixe des Songs werden getrennt</translation>
    </message>
    <message>
        <source>Training the network on remixes</source>
        <translation>Netz wird an Remixen trainiert</translation>
    </message>
    <message>
        <source>Correcting what NMF found</source>
        <translation>Von NMF Gefundenes wird korrigiert</translation>
    </message>
    <message>
        <source>Trying on a remix what suits the song</source>
        <translation>An einem Remix wird erprobt, was zum Song passt</translation>
    </message>
    <message>
        <source>Rendering the stems</source>
        <translation>Stems werden gerendert</translation>
    </message>
    <message>
        <source>Making the stems consistent</source>
        <translation>Stems werden konsistent gemacht</translation>
    </message>
    <message>
        <source>Analysing the song</source>
        <translation>Song wird analysiert</translation>
    </message>
    <message>
        <source>Teaching the network what NMF found</source>
        <translation>Netz lernt, was NMF gefunden hat</translation>
    </message>
    <message>
        <source>Training the network</source>
        <translation>Netz wird trainiert</translation>
    </message>
    <message>
        <source>Looking at the whole song</source>
        <translation>Der ganze Song wird betrachtet</translation>
    </message>
    <message>
        <source>{0}: {1} is not allowed; {2}</source>
        <translation>{0}: {1} ist nicht erlaubt; {2}</translation>
    </message>
    <message>
        <source>there is no parameter {0}; this engine has {1}</source>
        <translation>es gibt keinen Parameter {0}; dieses Verfahren hat {1}</translation>
    </message>
    <message>
        <source>this needs about {0} GB of memory, and {1} GB are free; close other programs, or separate fewer sources at a time</source>
        <translation>Das braucht etwa {0} GB Speicher, und {1} GB sind frei; schließen Sie andere Programme, oder trennen Sie weniger Quellen auf einmal</translation>
    </message>
    <message>
        <source>{0}: {1} is not {2}; {3}</source>
        <translation>{0}: {1} ist nicht {2}; {3}</translation>
    </message>
    <message>
        <source>{0}: give {1} numbers above 0, one for each source, with blanks between</source>
        <translation>{0}: {1} Zahlen über 0 angeben, eine je Quelle, mit Leerzeichen dazwischen</translation>
    </message>
    <message>
        <source>{0}: {1} are no numbers; give one for each source, with blanks between</source>
        <translation>{0}: {1} sind keine Zahlen; eine je Quelle angeben, mit Leerzeichen dazwischen</translation>
    </message>
    <message>
        <source>{0} is alone, so all sound goes to it; add a source for what else is heard</source>
        <translation>{0} ist allein und bekommt daher alles, was klingt; für das Übrige eine Quelle anlegen</translation>
    </message>
    <message>
        <source>{0} is heard alone for {1} s only; some seconds more will do better</source>
        <translation>{0} ist nur {1} s lang allein zu hören; einige Sekunden mehr sind besser</translation>
    </message>
    <message>
        <source>nothing tells {0} apart; give examples of all but one, or paint where each of them is silent</source>
        <translation>{0} lassen sich nicht unterscheiden; für alle bis auf eine Beispiele geben oder malen, wo jede von ihnen still ist</translation>
    </message>
    <message>
        <source>the variant {0} learns from mixtures whose parts are known, and these can only be made where every source has examples; it does without them</source>
        <translation>die Variante {0} lernt aus Mischungen, deren Teile bekannt sind, und die gibt es nur, wenn jede Quelle Beispiele hat; sie kommt ohne sie aus</translation>
    </message>
    <message>
        <source>nothing says how a source sounds alone; mark a stretch where one plays alone, paint its activity and that the others are silent, or add a sound file of it</source>
        <translation>nichts sagt, wie eine Quelle allein klingt; eine Stelle markieren, wo eine allein spielt, ihre Aktivität malen und dass die anderen still sind, oder eine Tondatei von ihr hinzufügen</translation>
    </message>
    <message>
        <source>there is no source; add one and say how it sounds alone</source>
        <translation>es gibt keine Quelle; eine anlegen und angeben, wie sie allein klingt</translation>
    </message>
    <message>
        <source>Hearing the examples</source>
        <translation>Beispiele werden gehört</translation>
    </message>
    <message>
        <source>Trying what helps</source>
        <translation>Ausprobieren, was hilft</translation>
    </message>
    <message>
        <source>Learning how the sources sound</source>
        <translation>Klang der Quellen wird gelernt</translation>
    </message>
    <message>
        <source>Explaining the song</source>
        <translation>Song wird aus dem Gelernten erklärt</translation>
    </message>
    <message>
        <source>the examples are silent; give others, or mark where a source plays alone</source>
        <translation>die Beispiele sind still; andere geben oder markieren, wo eine Quelle allein spielt</translation>
    </message>
    <message>
        <source>the examples are too short to hold a part of them back; give every source at least a few seconds</source>
        <translation>die Beispiele sind zu kurz, um einen Teil zurückzuhalten; jeder Quelle mindestens einige Sekunden geben</translation>
    </message>
    <message>
        <source>a part of the examples is silent; give others, or longer ones</source>
        <translation>ein Teil der Beispiele ist still; andere oder längere geben</translation>
    </message>
    <message>
        <source>nothing in the song can stand in for the source without examples; give an example of what others are not</source>
        <translation>nichts im Song kann für die Quelle ohne Beispiele einspringen; ein Beispiel geben für das, was die anderen nicht sind</translation>
    </message>
    <message>
        <source>this search was made by another version of the program; begin a new one</source>
        <translation>diese Suche stammt von einer anderen Version des Programms; eine neue beginnen</translation>
    </message>
    <message>
        <source>this is not what a search for settings has left; begin a new one</source>
        <translation>das hat keine Suche nach Einstellungen hinterlassen; eine neue beginnen</translation>
    </message>
    <message>
        <source>there is no source; add one for the voice and one for the accompaniment</source>
        <translation>es gibt keine Quelle; eine für die Stimme und eine für die Begleitung anlegen</translation>
    </message>
    <message>
        <source>no source is the voice, so it goes to the residual; name a source so, or set the accompaniment</source>
        <translation>keine Quelle ist die Stimme, daher geht sie in den Rest; eine Quelle so nennen oder die Begleitung einstellen</translation>
    </message>
    <message>
        <source>{0} cannot be told apart; paint when each plays, or give their notes</source>
        <translation>{0} lassen sich nicht unterscheiden; malen, wann jede spielt, oder ihre Noten angeben</translation>
    </message>
    <message>
        <source>accompaniment: there is no source {0}; the sources are {1}</source>
        <translation>Begleitung: es gibt keine Quelle {0}; die Quellen sind {1}</translation>
    </message>
    <message>
        <source>Splitting voice and accompaniment</source>
        <translation>Stimme und Begleitung werden getrennt</translation>
    </message>
    <message>
        <source>there is no engine {0}; the engines are {1}</source>
        <translation>es gibt kein Verfahren {0}; die Verfahren sind {1}</translation>
    </message>
    <message>
        <source>no note of the score lies inside the song; check that it is the right score</source>
        <translation>keine Note der Partitur liegt im Song; prüfen Sie, ob es die richtige Partitur ist</translation>
    </message>
    <message>
        <source>{0} is alone, so all sound where it may play goes to it; add a source for what else is heard, or set free components</source>
        <translation>{0} ist allein und bekommt daher alles, was dort klingt, wo es spielen darf; für das Übrige eine Quelle hinzufügen oder freie Komponenten einstellen</translation>
    </message>
    <message>
        <source>{0} has notes only where it is painted silent: its stem will be silent; paint what is right, or move its notes</source>
        <translation>{0} hat Noten nur dort, wo sie still gemalt ist: Ihr Stem wird still; korrigieren Sie das Gemalte oder verschieben Sie die Noten</translation>
    </message>
    <message>
        <source>Listening ahead</source>
        <translation>Erster Höreindruck entsteht</translation>
    </message>
    <message>
        <source>AIFF holds at most {0} GB in a file and a stem of this song has {1} GB; choose WAV or FLAC, or export a shorter selection</source>
        <translation>AIFF fasst höchstens {0} GB je Datei und ein Stem dieses Songs hat {1} GB; wählen Sie WAV oder FLAC, oder exportieren Sie eine kürzere Auswahl</translation>
    </message>
    <message>
        <source>the names of the files are empty; use {source}, for example</source>
        <translation>die Namen der Dateien sind leer; verwenden Sie zum Beispiel {source}</translation>
    </message>
    <message>
        <source>{0}: a brace has no other half; write {{ for a brace, or use {1}</source>
        <translation>{0}: eine geschweifte Klammer hat kein Gegenstück; schreiben Sie {{ für eine Klammer, oder verwenden Sie {1}</translation>
    </message>
    <message>
        <source>{0}: there is no field {{1}}; use {2}</source>
        <translation>{0}: es gibt kein Feld {{1}}; verwenden Sie {2}</translation>
    </message>
    <message>
        <source>{0}: what was read back is not what was written; check the disk, or choose another</source>
        <translation>{0}: was zurückgelesen wurde, ist nicht, was geschrieben wurde; prüfen Sie den Datenträger oder wählen Sie einen anderen</translation>
    </message>
    <message>
        <source>the song has no samples, so there is nothing to export; open another song</source>
        <translation>der Song hat keine Samples, also gibt es nichts zu exportieren; öffnen Sie einen anderen Song</translation>
    </message>
    <message>
        <source>the selection from {0} s to {1} s is not inside the song, or is empty; select a part of the song</source>
        <translation>die Auswahl von {0} s bis {1} s liegt nicht im Song oder ist leer; wählen Sie einen Teil des Songs aus</translation>
    </message>
    <message>
        <source>nothing is chosen for the export; choose at least one stem</source>
        <translation>für den Export ist nichts gewählt; wählen Sie mindestens einen Stem</translation>
    </message>
    <message>
        <source>{0} is no way to treat the residual; use file, leave_out or to:SOURCE</source>
        <translation>{0} gibt es nicht als Umgang mit dem Rest; verwenden Sie file, leave_out oder to:SOURCE</translation>
    </message>
    <message>
        <source>the separation has no stem {0}; it has {1}</source>
        <translation>die Trennung hat keinen Stem {0}; sie hat {1}</translation>
    </message>
    <message>
        <source>the group {0} is empty; choose the stems that it adds up</source>
        <translation>die Gruppe {0} ist leer; wählen Sie die Stems, die sie summiert</translation>
    </message>
    <message>
        <source>{0}: is a folder where a file would be written; choose another folder</source>
        <translation>{0}: ist ein Ordner, wo eine Datei geschrieben würde; wählen Sie einen anderen Ordner</translation>
    </message>
    <message>
        <source>there is no report without a run</source>
        <translation>ohne Trennung gibt es keinen Bericht</translation>
    </message>
    <message>
        <source>{0}: what was written cannot be read back whole; check that the disk has room and is sound, or choose another</source>
        <translation>{0}: das Geschriebene lässt sich nicht ganz zurücklesen; prüfen Sie, ob der Datenträger Platz hat und in Ordnung ist, oder wählen Sie einen anderen</translation>
    </message>
    <message>
        <source>{0}: the folder was removed while the stems were written; choose one that stays, and export again</source>
        <translation>{0}: der Ordner wurde entfernt, während die Stems geschrieben wurden; wählen Sie einen, der bleibt, und exportieren Sie erneut</translation>
    </message>
    <message>
        <source>{0}; close the program that uses it, or choose another device, and the sound comes by itself</source>
        <translation>{0}; schließen Sie das Programm, das es benutzt, oder wählen Sie ein anderes Gerät, dann kommt der Ton von selbst</translation>
    </message>
    <message>
        <source>there is no sound: {0} takes none; {1}</source>
        <translation>es gibt keinen Ton: {0} nimmt keinen an; {1}</translation>
    </message>
    <message>
        <source>switch it off and on again, or choose another, and the sound comes by itself</source>
        <translation>schalten Sie es aus und wieder ein oder wählen Sie ein anderes, dann kommt der Ton von selbst</translation>
    </message>
    <message>
        <source>there is no sound: the sound system does not start ({0}); restart it</source>
        <translation>es gibt keinen Ton: Das Tonsystem startet nicht ({0}); starten Sie es neu</translation>
    </message>
    <message>
        <source>there is no sound: {0}</source>
        <translation>es gibt keinen Ton: {0}</translation>
    </message>
    <message>
        <source>{0}: is already open on {1} (process {2}, since {3}); close it there, or open a copy of it</source>
        <translation>{0} ist bereits auf {1} geöffnet (Prozess {2}, seit {3}); schließen Sie es dort, oder öffnen Sie eine Kopie</translation>
    </message>
    <message>
        <source>{0}: is already open by {1} on {2} (process {3}, since {4}); close it there, or open a copy of it</source>
        <translation>{0} ist bereits von {1} auf {2} geöffnet (Prozess {3}, seit {4}); schließen Sie es dort, oder öffnen Sie eine Kopie</translation>
    </message>
    <message>
        <source>{0}: is already open in another window of this program; close it there, or open a copy of it</source>
        <translation>{0} ist bereits in einem anderen Fenster dieses Programms geöffnet; schließen Sie es dort, oder öffnen Sie eine Kopie</translation>
    </message>
    <message>
        <source>{0}: is already open elsewhere; close it there, or open a copy of it</source>
        <translation>{0} ist bereits anderswo geöffnet; schließen Sie es dort, oder öffnen Sie eine Kopie</translation>
    </message>
    <message>
        <source>{0} has no notes inside the song: its stem will be silent</source>
        <translation>{0} hat keine Noten im Song: Ihr Stem wird still</translation>
    </message>
    <message>
        <source>this engine needs guidance: open the score (MIDI) of the song, or paint when each source plays</source>
        <translation>dieses Verfahren braucht Angaben: die Partitur (MIDI) des Songs öffnen oder malen, wann jede Quelle spielt</translation>
    </message>
    <message>
        <source>nothing is known of {0}: its stem will be silent</source>
        <translation>Über {0} ist nichts bekannt: Ihr Stem wird still</translation>
    </message>
    <message>
        <source>{0}: is a file, not a folder; choose another folder for the stems</source>
        <translation>{0}: ist eine Datei, kein Ordner; wählen Sie einen anderen Ordner für die Stems</translation>
    </message>
    <message>
        <source>{0}: the stems need {1} MB and the disk has {2} MB free; free space or choose another disk</source>
        <translation>{0}: die Stems brauchen {1} MB, frei sind {2} MB; schaffen Sie Platz oder wählen Sie einen anderen Datenträger</translation>
    </message>
    <message>
        <source>{0}: the stems cannot be written ({1}); free space on the disk or choose another folder</source>
        <translation>{0}: die Stems lassen sich nicht schreiben ({1}); schaffen Sie Platz oder wählen Sie einen anderen Ordner</translation>
    </message>
    <message>
        <source>{0}: the stems cannot be written there ({1}); choose another folder</source>
        <translation>{0}: dort lassen sich keine Stems schreiben ({1}); wählen Sie einen anderen Ordner</translation>
    </message>
    <message>
        <source>{0}: is the song itself and would be overwritten; choose another folder</source>
        <translation>{0}: ist der Song selbst und würde überschrieben; wählen Sie einen anderen Ordner</translation>
    </message>
    <message>
        <source>there is not enough memory for this separation; close other programs or cut the song</source>
        <translation>für diese Trennung reicht der Speicher nicht; schließen Sie andere Programme oder kürzen Sie den Song</translation>
    </message>
    <message>
        <source>{0} failed ({1}: {2}); the log says more</source>
        <translation>{0} ist fehlgeschlagen ({1}: {2}); mehr steht im Protokoll</translation>
    </message>
    <message>
        <source>there is no sound: the PortAudio library is missing; install it (on Debian or Ubuntu: libportaudio2)</source>
        <translation>es gibt keinen Ton: Die Bibliothek PortAudio fehlt; installieren Sie sie (Debian oder Ubuntu: libportaudio2)</translation>
    </message>
    <message>
        <source>there is no sound: {0} cannot be used ({1})</source>
        <translation>es gibt keinen Ton: {0} lässt sich nicht benutzen ({1})</translation>
    </message>
    <message>
        <source>there is no voice and no accompaniment to learn from; give at least one pair</source>
        <translation>es gibt keine Stimme und keine Begleitung zum Lernen; mindestens ein Paar angeben</translation>
    </message>
    <message>
        <source>{0}: a checkpoint of other settings; remove it or name another file</source>
        <translation>{0}: ein Checkpoint mit anderen Einstellungen; ihn entfernen oder eine andere Datei nennen</translation>
    </message>
    <message>
        <source>the network to start from has layers of other sizes; give its own sizes</source>
        <translation>das Netz, von dem ausgegangen wird, hat Schichten anderer Größe; dessen Größen angeben</translation>
    </message>
    <message>
        <source>{0}: no checkpoint of a training; remove it and start anew</source>
        <translation>{0}: kein Checkpoint eines Trainings; entfernen und neu beginnen</translation>
    </message>
    <message>
        <source>{0}: no weights of a causal network; {1}</source>
        <translation>{0}: keine Gewichte eines kausalen Netzes; {1}</translation>
    </message>
    <message>
        <source>train it anew or take the one that came with the program</source>
        <translation>es neu trainieren oder das mitgelieferte nehmen</translation>
    </message>
    <message>
        <source>{0}: weights that are no numbers; {1}</source>
        <translation>{0}: Gewichte, die keine Zahlen sind; {1}</translation>
    </message>
    <message>
        <source>{0}: a variance below zero; {1}</source>
        <translation>{0}: eine Varianz unter null; {1}</translation>
    </message>
    <message>
        <source>{0}: weights of another network ({1}); {2}</source>
        <translation>{0}: Gewichte eines anderen Netzes ({1}); {2}</translation>
    </message>
    <message>
        <source>{0}: the weights cannot be read; {1}</source>
        <translation>{0}: die Gewichte lassen sich nicht lesen; {1}</translation>
    </message>
    <message>
        <source>{0}: the sizes of the layers cannot be read; {1}</source>
        <translation>{0}: die Größen der Schichten lassen sich nicht lesen; {1}</translation>
    </message>
    <message>
        <source>Learning this song</source>
        <translation>Dieser Song wird gelernt</translation>
    </message>
    <message>
        <source>semi-supervised training needs a stretch in which a part is alone: paint where the voice is silent, or the accompaniment</source>
        <translation>teilüberwachtes Training braucht einen Abschnitt, in dem ein Teil allein ist: malen, wo die Stimme still ist, oder die Begleitung</translation>
    </message>
    <message>
        <source>{0}: there is no NAME{1} in it; render songs into it first</source>
        <translation>{0}: es gibt kein NAME{1} darin; zuerst Songs hinein rendern</translation>
    </message>
    <message>
        <source>{0}: not one channel at {1} Hz; render it so</source>
        <translation>{0}: nicht ein Kanal mit {1} Hz; so rendern</translation>
    </message>
    <message>
        <source>there is no network {0}; there are {1}</source>
        <translation>es gibt kein Netz {0}; es gibt {1}</translation>
    </message>
    <message>
        <source>{0}: this is another network; {1}</source>
        <translation>{0}: das ist ein anderes Netz; {1}</translation>
    </message>
    <message>
        <source>{0}: the network cannot be read ({1}); {2}</source>
        <translation>{0}: das Netz lässt sich nicht lesen ({1}); {2}</translation>
    </message>
    <message>
        <source>{0} is not a file in a folder that exists; choose another name</source>
        <translation>{0} ist keine Datei in einem vorhandenen Ordner; einen anderen Namen wählen</translation>
    </message>
    <message>
        <source>{0} exists already; choose another name or let it be replaced</source>
        <translation>{0} gibt es schon; einen anderen Namen wählen oder ersetzen lassen</translation>
    </message>
    <message>
        <source>{0} cannot be used ({1}); choose another name</source>
        <translation>{0} lässt sich nicht verwenden ({1}); einen anderen Namen wählen</translation>
    </message>
    <message>
        <source>{0}: cannot be written ({1}); choose another name</source>
        <translation>{0}: lässt sich nicht schreiben ({1}); einen anderen Namen wählen</translation>
    </message>
    <message>
        <source>{0}: no more can be written ({1}); free space there</source>
        <translation>{0}: es lässt sich nichts mehr schreiben ({1}); dort Platz schaffen</translation>
    </message>
    <message>
        <source>{0}: cannot be finished; what was recorded is in {1}</source>
        <translation>{0}: lässt sich nicht abschließen; das Aufgenommene ist in {1}</translation>
    </message>
    <message>
        <source>sound of {0} kHz cannot be split while it plays; use {1}</source>
        <translation>Ton mit {0} kHz lässt sich bei der Wiedergabe nicht trennen; {1} verwenden</translation>
    </message>
    <message>
        <source>{0} to {1} kHz</source>
        <translation>{0} bis {1} kHz</translation>
    </message>
    <message>
        <source>sound with {0} channels cannot be split; use 1 to {1}</source>
        <translation>Ton mit {0} Kanälen lässt sich nicht trennen; 1 bis {1} verwenden</translation>
    </message>
    <message>
        <source>there is no sound: {0} cannot be used ({1}); close the program that uses it, or choose another device</source>
        <translation>es gibt keinen Ton: {0} lässt sich nicht benutzen ({1}); das Programm schließen, das es benutzt, oder ein anderes Gerät wählen</translation>
    </message>
    <message>
        <source>the device {0} was not found; connect it, or choose another, and the sound comes by itself</source>
        <translation>das Gerät {0} wurde nicht gefunden; schließen Sie es an oder wählen Sie ein anderes, dann kommt der Ton von selbst</translation>
    </message>
    <message>
        <source>there is no device {0} to record from; connect it, or choose another</source>
        <translation>es gibt kein Gerät {0} zum Aufnehmen; es anschließen oder ein anderes wählen</translation>
    </message>
    <message>
        <source>no sound device was found; connect one or switch it on, and the sound comes by itself</source>
        <translation>kein Audiogerät gefunden; schließen Sie eines an oder schalten Sie es ein, dann kommt der Ton von selbst</translation>
    </message>
    <message>
        <source>nothing to record from was found; connect a microphone or an interface, or switch it on</source>
        <translation>zum Aufnehmen wurde nichts gefunden; ein Mikrofon oder ein Interface anschließen oder einschalten</translation>
    </message>
    <message>
        <source>{0}: the project is damaged ({1}); nothing was changed in it; {2}</source>
        <translation>{0}: das Projekt ist beschädigt ({1}); es wurde nichts daran geändert; {2}</translation>
    </message>
    <message>
        <source>open a copy of it, from a backup for example</source>
        <translation>öffnen Sie eine Kopie, etwa aus einer Sicherung</translation>
    </message>
    <message>
        <source>{0}: cannot be read ({1}); check the disk and your rights to the file</source>
        <translation>{0}: lässt sich nicht lesen ({1}); prüfen Sie den Datenträger und Ihre Rechte an der Datei</translation>
    </message>
    <message>
        <source>{0}: cannot be written ({1}); choose another folder or free some space</source>
        <translation>{0}: lässt sich nicht schreiben ({1}); wählen Sie einen anderen Ordner oder schaffen Sie Platz</translation>
    </message>
    <message>
        <source>{0}: is empty and holds no project; {1}</source>
        <translation>{0}: ist leer und enthält kein Projekt; {1}</translation>
    </message>
    <message>
        <source>{0}: is not a Stembrush project; choose a file that ends in {1}</source>
        <translation>{0}: ist kein Stembrush-Projekt; wählen Sie eine Datei mit der Endung {1}</translation>
    </message>
    <message>
        <source>{0}: is a database of another program, not a Stembrush project; choose another file</source>
        <translation>{0}: ist die Datenbank eines anderen Programms, kein Stembrush-Projekt; wählen Sie eine andere Datei</translation>
    </message>
    <message>
        <source>{0}: was saved by a newer version of Stembrush (format {1}, this one reads up to {2}); update Stembrush to open it</source>
        <translation>{0} wurde von einer neueren Version von Stembrush gespeichert (Format {1}, diese liest bis {2}); aktualisieren Sie Stembrush, um es zu öffnen</translation>
    </message>
    <message>
        <source>{0}: was saved by an older version of Stembrush (format {1}); it can be brought up to date and a copy of it as it is stays beside it</source>
        <translation>{0} wurde von einer älteren Version von Stembrush gespeichert (Format {1}); es kann auf den neuen Stand gebracht werden, und eine Kopie des jetzigen Stands bleibt daneben</translation>
    </message>
    <message>
        <source>{0}: there is no such folder; choose one that is there</source>
        <translation>{0}: den Ordner gibt es nicht; wählen Sie einen vorhandenen</translation>
    </message>
    <message>
        <source>{0}: is a folder; choose another name</source>
        <translation>{0}: ist ein Ordner; wählen Sie einen anderen Namen</translation>
    </message>
    <message>
        <source>{0}: is write-protected; choose another name</source>
        <translation>{0}: ist schreibgeschützt; wählen Sie einen anderen Namen</translation>
    </message>
    <message>
        <source>{0}: new projects are kept there, but the folder cannot be made ({1}); free some space or give yourself the right to write there</source>
        <translation>{0}: dort liegen neue Projekte, aber der Ordner lässt sich nicht anlegen ({1}); schaffen Sie Platz oder geben Sie sich dort Schreibrechte</translation>
    </message>
    <message>
        <source>{0}: is a folder; choose the project file in it</source>
        <translation>{0}: ist ein Ordner; wählen Sie die Projektdatei darin</translation>
    </message>
    <message>
        <source>{0}: there is no such file; it may have been moved, renamed or deleted</source>
        <translation>{0}: die Datei gibt es nicht; sie wurde vielleicht verschoben, umbenannt oder gelöscht</translation>
    </message>
    <message>
        <source>{0}: is a saved project; delete it in its folder</source>
        <translation>{0}: ist ein gespeichertes Projekt; löschen Sie es in seinem Ordner</translation>
    </message>
    <message>
        <source>The song is not where it was, so it cannot be collected; open it first</source>
        <translation>Der Song ist nicht mehr am alten Ort und lässt sich nicht aufnehmen; öffnen Sie ihn zuerst</translation>
    </message>
    <message>
        <source>{0}: the song is not inside the project; open it from its own file</source>
        <translation>{0}: der Song ist nicht im Projekt; öffnen Sie ihn aus seiner eigenen Datei</translation>
    </message>
    <message>
        <source>the project was closed</source>
        <translation>Das Projekt wurde geschlossen</translation>
    </message>
    <message>
        <source>The project has no file yet; save it first</source>
        <translation>Das Projekt hat noch keine Datei; speichern Sie es zuerst</translation>
    </message>
    <message>
        <source>{0}: is not the song of this project any more; open the right file first</source>
        <translation>{0}: ist nicht mehr der Song dieses Projekts; öffnen Sie zuerst die richtige Datei</translation>
    </message>
    <message>
        <source>{0}: the song inside the project is damaged; open the song from another place</source>
        <translation>{0}: der Song im Projekt ist beschädigt; öffnen Sie ihn von anderswo</translation>
    </message>
    <message>
        <source>The sound has values that are not numbers, so it was not stored; give another file</source>
        <translation>Der Ton hat Werte, die keine Zahlen sind, und wurde nicht gespeichert; eine andere Datei angeben</translation>
    </message>
    <message>
        <source>{0}: the sound of an example is damaged ({1}); remove the example and give it again</source>
        <translation>{0}: der Ton eines Beispiels ist beschädigt ({1}); das Beispiel entfernen und noch einmal geben</translation>
    </message>
    <message>
        <source>The stem {0} has values that are not numbers, so it was not stored; separate again with other parameters</source>
        <translation>Der Stem {0} hat Werte, die keine Zahlen sind, und wurde nicht gespeichert; trennen Sie mit anderen Parametern erneut</translation>
    </message>
    <message>
        <source>{0}: was moved, replaced or deleted while it was open here, so this was not stored; save the project under another name to keep all that was stored before</source>
        <translation>{0}: wurde verschoben, ersetzt oder gelöscht, während es hier offen war; das Letzte ist nicht gespeichert. Speichern Sie das Projekt unter anderem Namen, um alles Frühere zu behalten</translation>
    </message>
    <message>
        <source>The version {0} is not in the project any more; choose another one</source>
        <translation>Die Version {0} ist nicht mehr im Projekt; wählen Sie eine andere</translation>
    </message>
    <message>
        <source>this version of the separation is damaged</source>
        <translation>diese Version der Trennung ist beschädigt</translation>
    </message>
    <message>
        <source>from that version no run can go on, its state is damaged</source>
        <translation>von dieser Version aus lässt sich nicht fortsetzen, ihr Zustand ist beschädigt</translation>
    </message>
    <message>
        <source>what was measured on that version is damaged</source>
        <translation>was an dieser Version gemessen wurde, ist beschädigt</translation>
    </message>
    <message>
        <source>{0}: {1} ({2}); separate again</source>
        <translation>{0}: {1} ({2}); trennen Sie erneut</translation>
    </message>
    <message>
        <source>{0} GB of disk space are needed for the song at work, but {1}; {2}</source>
        <translation>{0} GB Platz werden für den Song bei der Arbeit gebraucht, aber {1}; {2}</translation>
    </message>
    <message>
        <source>free some space or name a folder with more in the environment variable {0}</source>
        <translation>schaffen Sie Platz oder nennen Sie in der Umgebungsvariable {0} einen Ordner mit mehr</translation>
    </message>
    <message>
        <source>{0}: no temporary file can be made there ({1}); {2}</source>
        <translation>{0}: dort lässt sich keine Zwischendatei anlegen ({1}); {2}</translation>
    </message>
    <message>
        <source>FLAC holds whole numbers only; choose 16 or 24 bits, or WAV for 32-bit float</source>
        <translation>FLAC speichert nur ganze Zahlen; wählen Sie 16 oder 24 Bit, oder WAV für 32 Bit Float</translation>
    </message>
    <message>
        <source>FLAC holds at most {0} channels and the song has {1}; choose WAV</source>
        <translation>FLAC fasst höchstens {0} Kanäle und der Song hat {1}; wählen Sie WAV</translation>
    </message>
    <message>
        <source>FLAC holds at most {0} Hz and the song has {1}; choose WAV</source>
        <translation>FLAC fasst höchstens {0} Hz und der Song hat {1}; wählen Sie WAV</translation>
    </message>
    <message>
        <source>{0}: the separation gave values that are not numbers, so nothing was written; separate again with other parameters</source>
        <translation>{0}: die Trennung ergab Werte, die keine Zahlen sind; nichts wurde geschrieben. Trennen Sie mit anderen Parametern erneut</translation>
    </message>
</context>
<context>
    <name>engines</name>
    <message>
        <source>Score-informed NMF</source>
        <translation>Partiturgestützte NMF</translation>
    </message>
    <message>
        <source>Learns the sound of every pitch of every source from this song and its notes; sources without notes from when they play. Painted regions correct it.</source>
        <translation>Lernt den Klang jeder Tonhöhe jeder Quelle aus diesem Song und seinen Noten; den von Quellen ohne Noten daraus, wann sie spielen. Gemalte Bereiche korrigieren.</translation>
    </message>
    <message>
        <source>Variant</source>
        <translation>Variante</translation>
    </message>
    <message>
        <source>The method as published (Ewert and Müller 2012), or our best</source>
        <translation>Das Verfahren wie veröffentlicht (Ewert und Müller 2012) oder unser bestes</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>Beste</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>Veröffentlicht</translation>
    </message>
    <message>
        <source>Updates</source>
        <translation>Durchläufe</translation>
    </message>
    <message>
        <source>Updates of the templates; 0 takes the variant&apos;s own number</source>
        <translation>Durchläufe der Templates; 0 nimmt die Zahl der Variante</translation>
    </message>
    <message>
        <source>Onset tolerance</source>
        <translation>Toleranz Einsatz</translation>
    </message>
    <message>
        <source>How far a note may start from where the score says</source>
        <translation>Wie weit eine Note vom Einsatz in der Partitur abweichen darf</translation>
    </message>
    <message>
        <source>Sustain tolerance</source>
        <translation>Toleranz Ausklang</translation>
    </message>
    <message>
        <source>How long a note may sound on after its end in the score</source>
        <translation>Wie lange eine Note nach ihrem Ende in der Partitur nachklingen darf</translation>
    </message>
    <message>
        <source>Free components</source>
        <translation>Freie Komponenten</translation>
    </message>
    <message>
        <source>Components for what no note explains; their sound goes to the residual</source>
        <translation>Komponenten für das, was keine Note erklärt; ihr Klang geht in den Rest</translation>
    </message>
    <message>
        <source>Free per source</source>
        <translation>Frei je Quelle</translation>
    </message>
    <message>
        <source>Components of a source without notes, which sounds wherever it is not painted silent</source>
        <translation>Komponenten einer Quelle ohne Noten; sie klingt überall, wo sie nicht still gemalt ist</translation>
    </message>
    <message>
        <source>Stereo</source>
        <translation>Stereo</translation>
    </message>
    <message>
        <source>Use where each pitch lies in stereo (best variant, stereo songs)</source>
        <translation>Nutzt, wo jede Tonhöhe im Stereobild liegt (beste Variante, Stereosongs)</translation>
    </message>
    <message>
        <source>Analysis window; 0 takes the variant&apos;s own</source>
        <translation>Analysefenster; 0 nimmt das der Variante</translation>
    </message>
    <message>
        <source>Components per pitch</source>
        <translation>Komponenten je Tonhöhe</translation>
    </message>
    <message>
        <source>Components of a pitch in the published variant</source>
        <translation>Komponenten einer Tonhöhe in der veröffentlichten Variante</translation>
    </message>
    <message>
        <source>Fast</source>
        <translation>Schnell</translation>
    </message>
    <message>
        <source>Reach what 50 updates reach much sooner, by other updates (published variant)</source>
        <translation>Erreicht mit anderen Schritten viel früher, was 50 Durchläufe erreichen (veröffentlichte Variante)</translation>
    </message>
    <message>
        <source>Prior</source>
        <translation>Vorwissen</translation>
    </message>
    <message>
        <source>Weight of what neighbouring pitches sound like (best)</source>
        <translation>Gewicht dessen, wie benachbarte Tonhöhen klingen (beste)</translation>
    </message>
    <message>
        <source>Continuity</source>
        <translation>Stetigkeit</translation>
    </message>
    <message>
        <source>Weight of continuity inside a note (best)</source>
        <translation>Gewicht der Stetigkeit innerhalb einer Note (beste)</translation>
    </message>
    <message>
        <source>Same instrument</source>
        <translation>Gleiches Instrument</translation>
    </message>
    <message>
        <source>Whether sources with the same MIDI program share their sounds, as the hands of a piano do</source>
        <translation>Ob Quellen mit demselben MIDI-Programm ihre Klänge teilen, wie die Hände eines Klaviers</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>Auto</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>Immer</translation>
    </message>
    <message>
        <source>Autoencoder</source>
        <translation>Autoencoder</translation>
    </message>
    <message>
        <source>A network learns this song, with the notes as its only teacher. Takes longer than NMF and hears finer; the published variants are there to compare.</source>
        <translation>Ein Netz lernt diesen Song, mit den Noten als einzigem Lehrer. Dauert länger als NMF und hört feiner; die veröffentlichten Varianten dienen dem Vergleich.</translation>
    </message>
    <message>
        <source>B, C, D: the method as published, C with non-negative weights, D also with neighbouring frames; or our best</source>
        <translation>B, C, D: das Verfahren wie veröffentlicht, C mit nichtnegativen Gewichten, D auch mit benachbarten Frames; oder unser bestes</translation>
    </message>
    <message>
        <source>B</source>
        <translation>B</translation>
    </message>
    <message>
        <source>C</source>
        <translation>C</translation>
    </message>
    <message>
        <source>D</source>
        <translation>D</translation>
    </message>
    <message>
        <source>Units for what no note explains; their sound goes to the residual</source>
        <translation>Einheiten für das, was keine Note erklärt; ihr Klang geht in den Rest</translation>
    </message>
    <message>
        <source>Remixes</source>
        <translation>Remixe</translation>
    </message>
    <message>
        <source>Remixes of the song that the network learns from</source>
        <translation>Remixe des Songs, aus denen das Netz lernt</translation>
    </message>
    <message>
        <source>Training steps on the remixes</source>
        <translation>Trainingsschritte auf den Remixen</translation>
    </message>
    <message>
        <source>Make every stem the most likely signal that fits its mask; not where positions in stereo are used</source>
        <translation>Aus jedem Stem das wahrscheinlichste Signal machen, das zu seiner Maske passt; nicht, wo Orte im Stereobild genutzt werden</translation>
    </message>
    <message>
        <source>Voice and accompaniment</source>
        <translation>Stimme und Begleitung</translation>
    </message>
    <message>
        <source>A network that knows how voices sound splits the song frame by frame, live too. Needs to be told nothing; paint where the voice is silent to help it.</source>
        <translation>Ein Netz, das weiß, wie Stimmen klingen, trennt den Song Frame für Frame, auch live. Braucht keine Angaben; malen, wo die Stimme still ist, hilft ihm.</translation>
    </message>
    <message>
        <source>Our best network, or the published ones: robust NMF or robust PCA as layers</source>
        <translation>Unser bestes Netz oder die veröffentlichten: robuste NMF oder robuste PCA als Schichten</translation>
    </message>
    <message>
        <source>NN RNMF</source>
        <translation>NN RNMF</translation>
    </message>
    <message>
        <source>NN RPCA</source>
        <translation>NN RPCA</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Taught on other songs with both parts known, going on where one part is painted silent in this song, taught on this song alone, or not at all</source>
        <translation>An anderen Songs gelernt, deren Teile beide bekannt sind; fortgesetzt, wo in diesem Song ein Teil still gemalt ist; nur an diesem Song gelernt; oder gar nicht</translation>
    </message>
    <message>
        <source>Supervised</source>
        <translation>Überwacht</translation>
    </message>
    <message>
        <source>Semi-supervised</source>
        <translation>Teilüberwacht</translation>
    </message>
    <message>
        <source>Unsupervised</source>
        <translation>Unüberwacht</translation>
    </message>
    <message>
        <source>Untrained</source>
        <translation>Untrainiert</translation>
    </message>
    <message>
        <source>Dictionary update</source>
        <translation>Klänge anpassen</translation>
    </message>
    <message>
        <source>Let the sounds of the accompaniment be learnt too</source>
        <translation>Auch die Klänge der Begleitung lernen lassen</translation>
    </message>
    <message>
        <source>Accompaniment</source>
        <translation>Begleitung</translation>
    </message>
    <message>
        <source>Names of the sources of the accompaniment; left empty: by their names</source>
        <translation>Namen der Quellen der Begleitung; leer gelassen: nach ihren Namen</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>Layers of the network, T</source>
        <translation>Schichten des Netzes, T</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>Rang</translation>
    </message>
    <message>
        <source>Sounds of the accompaniment, q</source>
        <translation>Klänge der Begleitung, q</translation>
    </message>
    <message>
        <source>Iterations</source>
        <translation>Iterationen</translation>
    </message>
    <message>
        <source>Steps of the training on this song</source>
        <translation>Schritte des Trainings an diesem Song</translation>
    </message>
    <message>
        <source>Robust PCA</source>
        <translation>Robuste PCA</translation>
    </message>
    <message>
        <source>Takes what repeats itself for the accompaniment and the rest for the voice. Needs to be told nothing; paint where the voice is silent to help it.</source>
        <translation>Nimmt, was sich wiederholt, als Begleitung und das Übrige als Stimme. Braucht keine Angaben; malen, wo die Stimme still ist, hilft ihm.</translation>
    </message>
    <message>
        <source>Our best, or as published: the proximal method, which leaves noise to neither part, or ADMoM</source>
        <translation>Unser bestes oder wie veröffentlicht: das proximale Verfahren, das Rauschen keinem Teil gibt, oder ADMoM</translation>
    </message>
    <message>
        <source>Proximal</source>
        <translation>Proximal</translation>
    </message>
    <message>
        <source>ADMoM</source>
        <translation>ADMoM</translation>
    </message>
    <message>
        <source>Solver</source>
        <translation>Löser</translation>
    </message>
    <message>
        <source>Which of the two problems our best solves</source>
        <translation>Welches der beiden Probleme unsere beste Variante löst</translation>
    </message>
    <message>
        <source>Sparsity</source>
        <translation>Spärlichkeit</translation>
    </message>
    <message>
        <source>Weight of the voice, over the published one: more leaves less to the voice</source>
        <translation>Gewicht der Stimme, bezogen auf das veröffentlichte: Mehr lässt der Stimme weniger</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>Rauschen</translation>
    </message>
    <message>
        <source>Deviation of what belongs to neither part, sigma, over the song&apos;s level</source>
        <translation>Abweichung dessen, was zu keinem Teil gehört (Sigma), bezogen auf den Pegel des Songs</translation>
    </message>
    <message>
        <source>Longest</source>
        <translation>Längstes Stück</translation>
    </message>
    <message>
        <source>Longer songs are split part by part</source>
        <translation>Längere Songs werden Stück für Stück getrennt</translation>
    </message>
    <message>
        <source>Robust NMF</source>
        <translation>Robuste NMF</translation>
    </message>
    <message>
        <source>Explains the accompaniment by a few sounds that come again and takes the rest for the voice. Needs to be told nothing; paint where the voice is silent to help it.</source>
        <translation>Erklärt die Begleitung durch wenige wiederkehrende Klänge und nimmt das Übrige als Stimme. Braucht keine Angaben; malen, wo die Stimme still ist, hilft ihm.</translation>
    </message>
    <message>
        <source>Our best, or the method as published</source>
        <translation>Unser bestes oder das Verfahren wie veröffentlicht</translation>
    </message>
    <message>
        <source>Most sounds that the accompaniment is made of, q</source>
        <translation>Höchstzahl der Klänge, aus denen die Begleitung besteht, q</translation>
    </message>
    <message>
        <source>Weight of the voice, over the usual one: more leaves less to the voice</source>
        <translation>Gewicht der Stimme, bezogen auf das übliche: Mehr lässt der Stimme weniger</translation>
    </message>
    <message>
        <source>Divergence</source>
        <translation>Divergenz</translation>
    </message>
    <message>
        <source>How the difference to the song is measured</source>
        <translation>Wie der Unterschied zum Song gemessen wird</translation>
    </message>
    <message>
        <source>Euclidean</source>
        <translation>Euklidisch</translation>
    </message>
    <message>
        <source>Kullback-Leibler</source>
        <translation>Kullback-Leibler</translation>
    </message>
    <message>
        <source>Itakura-Saito</source>
        <translation>Itakura-Saito</translation>
    </message>
    <message>
        <source>Low rank</source>
        <translation>Niedriger Rang</translation>
    </message>
    <message>
        <source>Weight of a low rank, over the usual one</source>
        <translation>Gewicht eines niedrigen Rangs, bezogen auf das übliche</translation>
    </message>
    <message>
        <source>Learnt from examples</source>
        <translation>Aus Beispielen gelernt</translation>
    </message>
    <message>
        <source>Learns how each source sounds from examples of it alone, and what it must not sound like from the others and from the song. One source may have none: it is learnt from the song itself.</source>
        <translation>Lernt aus Beispielen, wie jede Quelle allein klingt, und aus den anderen und dem Song, wie sie nicht klingen darf. Eine Quelle darf ohne Beispiele sein: Sie wird aus dem Song selbst gelernt.</translation>
    </message>
    <message>
        <source>Our best, or one of the methods as published</source>
        <translation>Unser bestes oder eines der Verfahren wie veröffentlicht</translation>
    </message>
    <message>
        <source>Exemplar</source>
        <translation>Exemplare</translation>
    </message>
    <message>
        <source>Discriminative</source>
        <translation>Diskriminativ</translation>
    </message>
    <message>
        <source>Adversarial</source>
        <translation>Adversarial</translation>
    </message>
    <message>
        <source>Discriminative-adversarial</source>
        <translation>Diskriminativ-adversarial</translation>
    </message>
    <message>
        <source>Length of a frame: short for speech and drums, long for tones</source>
        <translation>Länge eines Frames: kurz für Sprache und Schlagzeug, lang für Töne</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Spectra in the dictionary of a source, d</source>
        <translation>Spektren im Wörterbuch einer Quelle, d</translation>
    </message>
    <message>
        <source>Projection only</source>
        <translation>Nur Projektion</translation>
    </message>
    <message>
        <source>Learn nothing for sources without examples: they get what the others leave of the song</source>
        <translation>Für Quellen ohne Beispiele nichts lernen: Sie bekommen, was die anderen vom Song übrig lassen</translation>
    </message>
    <message>
        <source>Tau a</source>
        <translation>Tau A</translation>
    </message>
    <message>
        <source>Weights of the sources against the sparsity of their spectra, gamma; left empty: all alike</source>
        <translation>Gewichte der Quellen gegenüber der Spärlichkeit ihrer Spektren, gamma; leer gelassen: alle gleich</translation>
    </message>
    <message>
        <source>Tau s</source>
        <translation>Tau S</translation>
    </message>
    <message>
        <source>Weight of mixtures whose parts are known, tau_S</source>
        <translation>Gewicht der Mischungen, deren Teile bekannt sind, tau_S</translation>
    </message>
    <message>
        <source>Rounds</source>
        <translation>Runden</translation>
    </message>
    <message>
        <source>Updates of a dictionary; left to the engine: 50, and 20 in every round of the best</source>
        <translation>Durchläufe je Wörterbuch; dem Verfahren überlassen: 50, und 20 in jeder Runde der besten Variante</translation>
    </message>
    <message>
        <source>Loudness of the sources in the song, as 0.5 0.5; left empty: any (Dirichlet)</source>
        <translation>Lautstärke der Quellen im Song, etwa 0.5 0.5; leer gelassen: beliebig (Dirichlet)</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>How much a source shall not sound like the others, tau_A; left to the engine: 0.5 as published, 0.3 for the best, 0.8 where nothing is learnt for the rest</source>
        <translation>Wie sehr eine Quelle nicht wie die anderen klingen soll, tau_A; dem Verfahren überlassen: 0.5 wie veröffentlicht, 0.3 für die beste Variante, 0.8, wenn für den Rest nichts gelernt wird</translation>
    </message>
    <message>
        <source>How often what was found in the song is learnt from, too; left to the engine: at most once, where that helps</source>
        <translation>Wie oft auch aus dem im Song Gefundenen gelernt wird; dem Verfahren überlassen: höchstens einmal, wo es hilft</translation>
    </message>
    <message>
        <source>Test epochs</source>
        <translation>Testepochen</translation>
    </message>
    <message>
        <source>Updates when the song is separated</source>
        <translation>Durchläufe beim Trennen des Songs</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>Batchgröße</translation>
    </message>
    <message>
        <source>Frames for one update of a dictionary</source>
        <translation>Frames für einen Schritt am Wörterbuch</translation>
    </message>
    <message>
        <source>Mu h</source>
        <translation>Mu H</translation>
    </message>
    <message>
        <source>Sparsity of what is played, mu_H</source>
        <translation>Spärlichkeit dessen, was gespielt wird, mu_H</translation>
    </message>
    <message>
        <source>Mu w</source>
        <translation>Mu W</translation>
    </message>
    <message>
        <source>Sparsity of the spectra, mu_W</source>
        <translation>Spärlichkeit der Spektren, mu_W</translation>
    </message>
    <message>
        <source>Omega</source>
        <translation>Omega</translation>
    </message>
    <message>
        <source>Share of every other source in what is to be avoided, omega</source>
        <translation>Anteil jeder anderen Quelle an dem, was zu vermeiden ist, omega</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>Gamma</source>
        <translation>Gamma</translation>
    </message>
    <message>
        <source>Initialization</source>
        <translation>Anfangswerte</translation>
    </message>
    <message>
        <source>What a dictionary begins with</source>
        <translation>Womit ein Wörterbuch beginnt</translation>
    </message>
    <message>
        <source>Lessons</source>
        <translation>Lektionen</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Consistency</source>
        <translation>Konsistenz</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>What the network starts from: the factors that NMF finds, or weights drawn at random</source>
        <translation>Wovon das Netz ausgeht: von den Faktoren, die NMF findet, oder von zufälligen Gewichten</translation>
    </message>
    <message>
        <source>NMF</source>
        <translation>NMF</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>Zufällig</translation>
    </message>
    <message>
        <source>Dropout steps</source>
        <translation>Schritte Dropout</translation>
    </message>
    <message>
        <source>Training steps with structured dropout (stage one)</source>
        <translation>Trainingsschritte mit strukturiertem Dropout (Stufe eins)</translation>
    </message>
    <message>
        <source>Penalty steps</source>
        <translation>Schritte Strafterm</translation>
    </message>
    <message>
        <source>Training steps with the activity cost (stage two)</source>
        <translation>Trainingsschritte mit den Aktivitätskosten (Stufe zwei)</translation>
    </message>
    <message>
        <source>Activity weight</source>
        <translation>Aktivitätsgewicht</translation>
    </message>
    <message>
        <source>Weight lambda of the activity cost</source>
        <translation>Gewicht Lambda der Aktivitätskosten</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>Einheiten</translation>
    </message>
    <message>
        <source>Units of the layers between</source>
        <translation>Einheiten der Zwischenschichten</translation>
    </message>
    <message>
        <source>Units per pitch</source>
        <translation>Einheiten je Tonhöhe</translation>
    </message>
    <message>
        <source>Units of a source&apos;s pitch: one for its onset, the others for what follows</source>
        <translation>Einheiten je Tonhöhe einer Quelle: eine für den Einsatz, die übrigen für das, was folgt</translation>
    </message>
    <message>
        <source>Context frames</source>
        <translation>Kontextframes</translation>
    </message>
    <message>
        <source>Neighbouring frames that are heard on each side (variant D)</source>
        <translation>Benachbarte Frames, die auf jeder Seite mitgehört werden (Variante D)</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Step size of ADAM; as published a tenth of the usual one</source>
        <translation>Schrittweite von ADAM; wie veröffentlicht ein Zehntel der üblichen</translation>
    </message>
    <message>
        <source>Mask exponent</source>
        <translation>Maskenexponent</translation>
    </message>
    <message>
        <source>1: amplitude mask, as published; 2: power mask</source>
        <translation>1: Amplitudenmaske, wie veröffentlicht; 2: Leistungsmaske</translation>
    </message>
</context>
</TS>
