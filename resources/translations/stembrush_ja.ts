<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>ActivityController</name>
    <message>
        <source>Paint {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Silence {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move activity of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resize activity of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no source to mark: add one with Ctrl+T, or import a score.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is selected: drag in the spectrogram or press Shift+Left and Shift+Right, then mark.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill {0} from its notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Silence {0} elsewhere</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CrashHandler</name>
    <message>
        <source>Something went wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program goes on, but what you did last may not have worked.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message>
        <source>Songs and projects ({0})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Songs ({0})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stembrush projects ({0})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open song or project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scores ({0})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Residual</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;b&gt;Stembrush {0}&lt;/b&gt;&lt;p&gt;Separates a song into stems with what only you know about it: its notes.&lt;/p&gt;&lt;p&gt;MIT licence.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Stembrush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel the separation and lose its result?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel the separation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let it run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A separation is running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They could not be kept in the project. Without an export they are lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stems are not exported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} and {1} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There already is {0} in {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace files?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DivergenceCurve</name>
    <message>
        <source>Divergence</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DocumentController</name>
    <message>
        <source>Convert the times to {0} Hz</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>Open recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent songs and projects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop a song here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>WAV, FLAC, OGG, AIFF or MP3, with its score as a MIDI file if you have one; or a project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the demo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} older ones follow.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EnginePanel</name>
    <message>
        <source>Engine</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExportController</name>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} files written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exactly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to {0:.0f} dB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Together they null against the song {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} samples were beyond full scale and are clipped; 32-bit float keeps them.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export stems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of the export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files together are the song, sample by sample.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only all stems and the residual together are the whole song.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder for the stems</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FileList</name>
    <message>
        <source>{0} is not there now</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FrequencyAxis</name>
    <message>
        <source>Frequency axis</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>IoTask</name>
    <message>
        <source>There is not enough memory for this; close other programs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} failed ({1}: {2}); the log says more.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>JobPanel</name>
    <message>
        <source>Separate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of the separation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop and keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} elapsed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {0} left</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeyController</name>
    <message>
        <source>Mouse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is the key of “{1}”, which would lose it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the key for “{0}”?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeyField</name>
    <message>
        <source>Keys of the chosen action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press the keys, or Esc to leave it as it is</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeyList</name>
    <message>
        <source>Keys and mouse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find an action or a key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed keys are bold. The mouse keeps its bindings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press the keys that shall do this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press keys that shall do this as well</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the keys away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the keys it came with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give every action the keys it came with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an action to change its keys</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeyboardAxis</name>
    <message>
        <source>Piano keyboard</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LaneNames</name>
    <message>
        <source>Sources of the lanes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LanesView</name>
    <message>
        <source>Activity lanes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a source (Ctrl+T) or import a score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}, lane {1} of {2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>active</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>silent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag in the lane: active; with Alt silent, with Shift unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag an edge: move it; Ctrl + drag: move the span (Alt: without snapping)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Double click: select the span</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter: mark the selection active; with Alt silent; Delete: unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold a number key while it plays: tap the lane active, with Alt silent</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Open the song first, then its score.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} - Stembrush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The language changes at the next start.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Close the message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Meter</name>
    <message>
        <source>Level</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MixerPanel</name>
    <message>
        <source>Sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a source ({0}) and paint when it plays, or import a score: every track is a source.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NoteDraw</name>
    <message>
        <source>A note belongs to a source: add one with Ctrl+T, or choose one in the mixer.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OnsetController</name>
    <message>
        <source>Listening for onsets</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message>
        <source>Overview of the song</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ParameterForm</name>
    <message>
        <source>Advanced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> ({0:g} to {1:g} {2})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Auto</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PianoRollView</name>
    <message>
        <source>Piano roll</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop a MIDI file to see its notes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PolarityButton</name>
    <message>
        <source>the chosen source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Painted regions do not belong to {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Painted regions belong to {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProjectController</name>
    <message>
        <source>{0} is open already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is missing. Drop it on the window to hear it; what you said of it is here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a copy of {0}, as nothing can be written there. Save as… gives it a place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything is saved as you work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Collecting the song into the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stems are being kept; it goes on in a moment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} has changed since it was last open; what you said of it is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has {1} Hz now: all times stay at their seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is {2} long, not {3}: what lies behind its end stays in the project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The song is in the project now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Demo song</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Collect the song into the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop collecting the song</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} - Stembrush</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProjectQuestions</name>
    <message numerus="yes">
        <source>Without a project file %n step(s) of your work are lost.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>So are the stems, which are not exported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the work on {0}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stembrush projects ({0})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was in {0}. Without it the project can be seen and edited, but not heard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is not where it was</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open by itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project is about {0}, which is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is {0} the song of this project?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project is in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring up to date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project is from an older version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revert</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) are taken back. Redo brings them again.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Go back to the last opening?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It cannot be brought back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard the work on {0}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There already is {0} in {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace the file?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecentFiles</name>
    <message>
        <source>{0} is not there now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was opened yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RegionController</name>
    <message>
        <source>Add a source first: a region says what belongs to a source, or what does not.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paint region for {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark not {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erase region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give region to {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RegionsItem</name>
    <message>
        <source>not {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ScoreController</name>
    <message>
        <source>Reading {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Matching the score to the song</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the score&apos;s own times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Match {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ScorePanel</name>
    <message>
        <source>Matching the score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open score…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Match the score to the song</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moves the notes to where they are played; off: the times of the file are taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No score yet. It tells which notes each source plays.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Screen</name>
    <message>
        <source>Song</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Demo song</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is not open yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading the engine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Separated in {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped after {0}, stems kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled after {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed after {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ending…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop a score here: a MIDI file with one track per source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Separating; what is finished can be heard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Separating…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a song to begin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a song first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The score is being matched to the song.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a source, or import a score: it says which notes each source plays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose at least one source.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something is missing, see above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Residual</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mixture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No score yet. It tells which notes each source plays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Matching to the song…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not matched: the times of the file are taken as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cost of the match {0:.2f} (0 to 1, good up to {1:.2f})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This may be the score of another piece. Its own times are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Matched to the song: fits well.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Matched to the song: fits roughly.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SeparationController</name>
    <message>
        <source>Everything else</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other drums</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SongController</name>
    <message>
        <source>Opening {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SourceController</name>
    <message>
        <source>Add {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SourceStrip</name>
    <message>
        <source>Give this source a stem of its own; the others share one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the colour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gain; double click for 0 dB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Separate {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gain of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mute {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Solo {0}  (Ctrl+click: alone)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold {0} while the song plays to paint when {1} plays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SpectrogramRegions</name>
    <message>
        <source>Region of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Belongs to {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give to {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SpectrogramView</name>
    <message>
        <source>Spectrogram</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop a song to see it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time under the pointer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frequency under the pointer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note under the pointer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Level under the pointer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StemKeeper</name>
    <message>
        <source>Bringing the stems back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeping the stems</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TapAlong</name>
    <message>
        <source>Tap {0} silent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tap {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TimeRuler</name>
    <message>
        <source>Time ruler</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ToolBar</name>
    <message>
        <source>Tools</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TransportBar</name>
    <message>
        <source>Transport</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mixture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listen to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Level of what is heard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Position</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length of the song</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listen to the stems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Separate first to hear the stems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listen to the song as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No sound</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ViewBar</name>
    <message>
        <source>Picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shown sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frequency scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Linear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dynamic range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dynamic range: how much quieter than the loudest is still seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mixture</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message numerus="yes">
        <source>%n step(s), {0}</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>A crash has left work on {0}. It is offered in the empty window: File &gt; New project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_RecoveredCard</name>
    <message>
        <source>Recovered: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the recovered {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard the recovered {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>actions</name>
    <message>
        <source>New project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open song or project…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the demo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revert to the last opening…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Collect the song into the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import score…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import activity…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export stems…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export notes…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export activity…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cut notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste notes at the playhead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete what is chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose all notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Extend the selection to the playhead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the next source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the source before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the source up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the source down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark the selection active</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark the selection silent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark the selection unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark active where there are notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark silent everywhere else</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quantise to the onsets heard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split at the playhead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give to the chosen source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Match the score to the song</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Match again from what is corrected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Navigate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paint activity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paint regions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Snap to onsets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Harmonic brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not this source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play or stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play the selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loop from here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loop to here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch between mixture and stems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Solo the chosen source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mute the chosen source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Separate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop and keep the result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit the song</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom to the selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language of the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>English</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deutsch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>日本語</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys and mouse…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Stembrush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tools</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transport</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Separation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play from here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click in the spectrogram or the overview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set the loop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag in the ruler</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom time at the pointer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl + wheel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom pitch at the pointer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl + Shift + wheel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scroll time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shift + wheel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scroll pitch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pan with any tool</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Middle button drag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fader to 0 dB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Double click</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exclusive solo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl + click on S</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a song or a score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop a file on the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag moves the pictures · Click plays from there · Wheel scrolls, Ctrl + wheel zooms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag selects time · Click plays from there · Notes move, and resize at their edges</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag paints active · Alt silent · Shift unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click or drag draws a note · Drag moves one, its edges resize · Del deletes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag in the spectrogram paints a region of the chosen source · N: does not belong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag erases regions and notes, and makes activity unknown</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>engines</name>
    <message>
        <source>Score-informed NMF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learns the sound of every pitch of every source from this song and its notes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Variant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The method as published (Ewert and Müller 2012), or our best</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Published</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Updates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Updates of the templates; 0 takes the variant&apos;s own number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Onset tolerance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far a note may start from where the score says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sustain tolerance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long a note may sound on after its end in the score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free components</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Components for what no note explains; their sound goes to the residual</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free per source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Components of a source without notes, which sounds wherever it is not painted silent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stereo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use where each pitch lies in stereo (best variant, stereo songs)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Analysis window; 0 takes the variant&apos;s own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Components per pitch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Components of a pitch in the published variant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reach what 50 updates reach much sooner, by other updates (published variant)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prior</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight of what neighbouring pitches sound like (best)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continuity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight of continuity inside a note (best)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Same instrument</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether sources with the same MIDI program share their sounds, as the hands of a piano do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Auto</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Always</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
