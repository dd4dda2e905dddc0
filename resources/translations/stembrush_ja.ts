<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>ActivityController</name>
    <message>
        <source>Paint {0}</source>
        <translation>{0}の発音を描く</translation>
    </message>
    <message>
        <source>Silence {0}</source>
        <translation>{0}を無音にする</translation>
    </message>
    <message>
        <source>Clear {0}</source>
        <translation>{0}のアクティビティを消す</translation>
    </message>
    <message>
        <source>Move activity of {0}</source>
        <translation>{0}のアクティビティを移動</translation>
    </message>
    <message>
        <source>Resize activity of {0}</source>
        <translation>{0}のアクティビティの長さを変更</translation>
    </message>
    <message>
        <source>There is no source to mark: add one with Ctrl+T, or import a score.</source>
        <translation>マークする音源がありません。Ctrl+Tで追加するか、スコアを読み込んでください。</translation>
    </message>
    <message>
        <source>Nothing is selected: drag in the spectrogram or press Shift+Left and Shift+Right, then mark.</source>
        <translation>何も選択されていません。スペクトログラムをドラッグするかShift+←/→で選択してから、マークしてください。</translation>
    </message>
    <message>
        <source>Fill {0} from its notes</source>
        <translation>{0}をノートから埋める</translation>
    </message>
    <message>
        <source>Silence {0} elsewhere</source>
        <translation>{0}をそれ以外で無音にする</translation>
    </message>
</context>
<context>
    <name>BarStrip</name>
    <message>
        <source>Bars of the score</source>
        <translation>スコアの小節</translation>
    </message>
    <message>
        <source>Drag a bar to where it is heard: what lies between its neighbours follows, a diamond marks it as set. Right click or Delete frees it. By keys: Left and Right choose a bar, Ctrl+Left and Ctrl+Right move it, with Shift further. Alt leaves the onsets.</source>
        <translation>小節線を実際に聞こえる位置へドラッグします。隣り合う小節との間も追従し、固定した小節には菱形が付きます。右クリックまたはDeleteで固定を解除します。キー操作: ←/→で小節を選択、Ctrl+←/→で移動、Shift併用で大きく移動。Alt併用でオンセットにスナップしません。</translation>
    </message>
    <message>
        <source>{0} bars, {1} set by hand.</source>
        <translation>{0}小節、うち{1}小節を手動で固定。</translation>
    </message>
    <message>
        <source>Bar {0}</source>
        <translation>小節{0}</translation>
    </message>
    <message>
        <source>A place</source>
        <translation>ある位置</translation>
    </message>
    <message>
        <source>{0} at {1:.2f} seconds is chosen.</source>
        <translation>{0}({1:.2f}秒)を選択中。</translation>
    </message>
</context>
<context>
    <name>ClippingField</name>
    <message>
        <source>Turn all down</source>
        <translation>全体を下げる</translation>
    </message>
    <message>
        <source>Limit them</source>
        <translation>超過を制限</translation>
    </message>
    <message>
        <source>Write 32-bit float</source>
        <translation>32ビットフロートで書き出す</translation>
    </message>
    <message>
        <source>Samples beyond full scale</source>
        <translation>フルスケールを超えるサンプル</translation>
    </message>
    <message>
        <source>All files are turned down alike, so that they still fit together; the report says by how much</source>
        <translation>すべてのファイルに同じゲインをかけ、互いの関係を保ちます。レポートにも記載されます</translation>
    </message>
    <message>
        <source>The peaks are cut off at full scale; all else stays as it is</source>
        <translation>ピークをフルスケールで切り取ります。その他はそのままです</translation>
    </message>
    <message>
        <source>WAV files that keep what is beyond full scale, at the song&apos;s own level</source>
        <translation>フルスケールを超える部分も保持する、曲本来のレベルのWAVファイル</translation>
    </message>
    <message>
        <source>{0} by {1} dB</source>
        <translation>{0}(+{1} dB)</translation>
    </message>
    <message>
        <source>{0} and {1} more</source>
        <translation>{0}、他{1}件</translation>
    </message>
    <message>
        <source>Beyond full scale: {0}.</source>
        <translation>フルスケール超過: {0}。</translation>
    </message>
    <message>
        <source>Turn all down by {0} dB</source>
        <translation>全体を{0} dB下げる</translation>
    </message>
</context>
<context>
    <name>CompareDialog</name>
    <message>
        <source>Compare versions</source>
        <translation>バージョンを比較</translation>
    </message>
    <message>
        <source>Progress of measuring</source>
        <translation>測定の進行状況</translation>
    </message>
    <message>
        <source>Figures of the versions</source>
        <translation>各バージョンの数値</translation>
    </message>
    <message>
        <source>References…</source>
        <translation>リファレンス…</translation>
    </message>
    <message>
        <source>Name files with the true sound of the sources: then SDR, SIR and SAR are known</source>
        <translation>各音源の正解の音のファイルを指定すると、SDR、SIR、SARが分かります</translation>
    </message>
    <message>
        <source>Export as CSV…</source>
        <translation>CSVで書き出す…</translation>
    </message>
    <message>
        <source>Write the table to a file that spreadsheets read</source>
        <translation>表計算ソフトで読めるファイルに表を書き出します</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Close the table; what was measured stays known</source>
        <translation>表を閉じます。測定結果は残ります</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>最良</translation>
    </message>
    <message>
        <source>{0}, best</source>
        <translation>{0}、最良</translation>
    </message>
</context>
<context>
    <name>CrashHandler</name>
    <message>
        <source>Something went wrong</source>
        <translation>問題が発生しました</translation>
    </message>
    <message>
        <source>The program goes on, but what you did last may not have worked.</source>
        <translation>プログラムは続行しますが、最後の操作は反映されていない可能性があります。</translation>
    </message>
</context>
<context>
    <name>DefaultSources</name>
    <message>
        <source>{0} and {1}</source>
        <translation>{0}と{1}</translation>
    </message>
    <message>
        <source>Add {0}</source>
        <translation>{0}を追加</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>歌声</translation>
    </message>
    <message>
        <source>Accompaniment</source>
        <translation>伴奏</translation>
    </message>
</context>
<context>
    <name>DeviceButton</name>
    <message>
        <source>Sound device</source>
        <translation>オーディオデバイス</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>サウンド</translation>
    </message>
    <message>
        <source>No sound</source>
        <translation>音なし</translation>
    </message>
    <message>
        <source>{0}: choose where the sound goes</source>
        <translation>{0}: 音の出力先を選びます</translation>
    </message>
</context>
<context>
    <name>DeviceList</name>
    <message>
        <source>{0}, {1} channels</source>
        <translation>{0}、{1}チャンネル</translation>
    </message>
    <message>
        <source>{0} (not connected)</source>
        <translation>{0}(未接続)</translation>
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
        <translation>オーディオデバイス</translation>
    </message>
    <message>
        <source>Output devices</source>
        <translation>出力デバイス</translation>
    </message>
    <message>
        <source>Choose where the sound goes: click, or Enter</source>
        <translation>音の出力先を選びます: クリックまたはEnter</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>再検索</translation>
    </message>
    <message>
        <source>Look for devices that were connected or switched on since</source>
        <translation>後から接続した、または電源を入れたデバイスを検索します</translation>
    </message>
    <message>
        <source>Offset of the sound</source>
        <translation>音のオフセット</translation>
    </message>
    <message>
        <source>How much later than the device says the sound is heard, e.g. over Bluetooth: the playhead waits for it. Negative: earlier</source>
        <translation>実際の音がデバイスの申告よりどれだけ遅れて聞こえるか(Bluetoothなど)。再生位置をそのぶん遅らせます。負の値: 早く聞こえる</translation>
    </message>
    <message>
        <source>Heard later than the device says</source>
        <translation>デバイスの申告からの遅れ</translation>
    </message>
    <message>
        <source>Looking for devices…</source>
        <translation>デバイスを検索中…</translation>
    </message>
    <message>
        <source>The system&apos;s choice</source>
        <translation>システムの設定</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}: {1}</translation>
    </message>
    <message>
        <source>No device was found</source>
        <translation>デバイスが見つかりません</translation>
    </message>
    <message>
        <source>In use: {0}, {1} Hz, heard after {2} ms</source>
        <translation>使用中: {0}、{1} Hz、遅延{2} ms</translation>
    </message>
    <message>
        <source>No device is in use.</source>
        <translation>使用中のデバイスはありません。</translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message>
        <source>Songs and projects ({0})</source>
        <translation>曲とプロジェクト ({0})</translation>
    </message>
    <message>
        <source>Songs ({0})</source>
        <translation>曲 ({0})</translation>
    </message>
    <message>
        <source>Stembrush projects ({0})</source>
        <translation>Stembrushプロジェクト ({0})</translation>
    </message>
    <message>
        <source>Open song or project</source>
        <translation>曲またはプロジェクトを開く</translation>
    </message>
    <message>
        <source>Open score</source>
        <translation>スコアを開く</translation>
    </message>
    <message>
        <source>Scores ({0})</source>
        <translation>スコア ({0})</translation>
    </message>
    <message>
        <source>&lt;b&gt;Stembrush {0}&lt;/b&gt;&lt;p&gt;Separates a song into stems with what only you know about it: its notes.&lt;/p&gt;&lt;p&gt;MIT licence.&lt;/p&gt;</source>
        <translation>&lt;b&gt;Stembrush {0}&lt;/b&gt;&lt;p&gt;あなただけが知っているその曲の情報、つまりノートを使って、曲をステムに分離します。&lt;/p&gt;&lt;p&gt;MITライセンス&lt;/p&gt;</translation>
    </message>
    <message>
        <source>About Stembrush</source>
        <translation>Stembrushについて</translation>
    </message>
    <message>
        <source>Cancel the separation and lose its result?</source>
        <translation>分離を中止し、結果を破棄しますか?</translation>
    </message>
    <message>
        <source>Cancel the separation</source>
        <translation>分離を中止</translation>
    </message>
    <message>
        <source>Let it run</source>
        <translation>続ける</translation>
    </message>
    <message>
        <source>A separation is running</source>
        <translation>分離を実行中です</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>書き出し…</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>破棄</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>They could not be kept in the project. Without an export they are lost.</source>
        <translation>プロジェクトに保存できませんでした。書き出さないと失われます。</translation>
    </message>
    <message>
        <source>The stems are not exported.</source>
        <translation>ステムが書き出されていません。</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>すべてのファイル (*)</translation>
    </message>
</context>
<context>
    <name>DictionaryController</name>
    <message>
        <source>Dictionary of {0}</source>
        <translation>{0}の辞書</translation>
    </message>
    <message>
        <source>Dictionary</source>
        <translation>辞書</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>自分の辞書</translation>
    </message>
    <message>
        <source>Version {0}</source>
        <translation>バージョン{0}</translation>
    </message>
    <message>
        <source>The next separation from examples takes it for {0} as it is.</source>
        <translation>次に例から分離するとき、{0}にはこの辞書をそのまま使います。</translation>
    </message>
    <message>
        <source>Yours: used instead of learning</source>
        <translation>自分の辞書: 学習せずにこれを使います</translation>
    </message>
    <message>
        <source>Given to version {0}</source>
        <translation>バージョン{0}で使用</translation>
    </message>
    <message>
        <source>Learnt in version {0}</source>
        <translation>バージョン{0}で学習</translation>
    </message>
    <message>
        <source>The next separation learns anew. What you change here becomes yours and is used instead.</source>
        <translation>次の分離では新たに学習します。ここで変更すると自分の辞書になり、学習の代わりに使います。</translation>
    </message>
    <message>
        <source>The next separation uses yours. What you change here takes its place.</source>
        <translation>次の分離では自分の辞書を使います。ここで変更すると置き換わります。</translation>
    </message>
    <message>
        <source>There is no source yet</source>
        <translation>音源がまだありません</translation>
    </message>
    <message>
        <source>Add a source in the main window first.</source>
        <translation>先にメインウィンドウで音源を追加してください。</translation>
    </message>
    <message>
        <source>Bringing the dictionary back…</source>
        <translation>辞書を呼び出し中…</translation>
    </message>
    <message>
        <source>It lies in the project with its version.</source>
        <translation>バージョンとともにプロジェクトに保存されています。</translation>
    </message>
    <message>
        <source>{0} has no dictionary yet</source>
        <translation>{0}の辞書はまだありません</translation>
    </message>
    <message>
        <source>Version {0} learnt none for this source. Choose one of the library, or drop a file here.</source>
        <translation>バージョン{0}ではこの音源の辞書を学習していません。ライブラリから選ぶか、ここにファイルをドロップしてください。</translation>
    </message>
    <message>
        <source>A dictionary holds the spectra that a source is made of. Give examples of {0} alone and separate with “Learnt from examples”: what is learnt is shown here. Or choose one of the library, or drop a file here.</source>
        <translation>辞書は、音源を構成するスペクトルの集まりです。{0}のみが鳴る例を与えて「例から学習」で分離すると、学習した結果がここに表示されます。ライブラリから選ぶか、ここにファイルをドロップすることもできます。</translation>
    </message>
    <message>
        <source>Use the dictionary of {0}</source>
        <translation>{0}の辞書を使用</translation>
    </message>
    <message>
        <source>Learn {0} anew</source>
        <translation>{0}を学習し直す</translation>
    </message>
    <message>
        <source>Rename the dictionary of {0}</source>
        <translation>{0}の辞書の名前を変更</translation>
    </message>
    <message>
        <source>Name a column of {0}</source>
        <translation>{0}の列に名前を付ける</translation>
    </message>
    <message>
        <source>Remove a column of {0}</source>
        <translation>{0}の列を削除</translation>
    </message>
    <message>
        <source>Remove columns of {0}</source>
        <translation>{0}の列を削除</translation>
    </message>
    <message>
        <source>Use a dictionary for {0}</source>
        <translation>{0}に辞書を使用</translation>
    </message>
</context>
<context>
    <name>DictionaryEmpty</name>
    <message>
        <source>Import…</source>
        <translation>読み込む…</translation>
    </message>
    <message>
        <source>Import a dictionary</source>
        <translation>辞書を読み込む</translation>
    </message>
    <message>
        <source>Use a dictionary from a file (.stemdict)</source>
        <translation>ファイル(.stemdict)の辞書を使います</translation>
    </message>
</context>
<context>
    <name>DictionaryFiles</name>
    <message>
        <source>Showing the dictionary</source>
        <translation>辞書を表示中</translation>
    </message>
    <message>
        <source>Looking into the library</source>
        <translation>ライブラリを確認中</translation>
    </message>
    <message>
        <source>1 column</source>
        <translation>1列</translation>
    </message>
    <message>
        <source>{0} columns</source>
        <translation>{0}列</translation>
    </message>
    <message>
        <source>{0} is in the library now and can be used for every song.</source>
        <translation>{0}をライブラリに保存しました。どの曲でも使えます。</translation>
    </message>
    <message>
        <source>Saving to the library</source>
        <translation>ライブラリに保存中</translation>
    </message>
    <message>
        <source>Renaming in the library</source>
        <translation>ライブラリで名前を変更中</translation>
    </message>
    <message>
        <source>Remove {0} from the library?</source>
        <translation>{0}をライブラリから削除しますか?</translation>
    </message>
    <message>
        <source>Its file is deleted. Songs that use it keep it.</source>
        <translation>ファイルが削除されます。すでに使っている曲には残ります。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Removing from the library</source>
        <translation>ライブラリから削除中</translation>
    </message>
    <message>
        <source>Reading the dictionary</source>
        <translation>辞書を読み込み中</translation>
    </message>
    <message>
        <source>Import a dictionary</source>
        <translation>辞書を読み込む</translation>
    </message>
    <message>
        <source>Dictionaries (*{0})</source>
        <translation>辞書 (*{0})</translation>
    </message>
    <message>
        <source>Export the dictionary</source>
        <translation>辞書を書き出す</translation>
    </message>
    <message>
        <source>Writing the dictionary</source>
        <translation>辞書を書き出し中</translation>
    </message>
    <message>
        <source>Written: {0}</source>
        <translation>書き出しました: {0}</translation>
    </message>
</context>
<context>
    <name>DictionaryHead</name>
    <message>
        <source>Source</source>
        <translation>音源</translation>
    </message>
    <message>
        <source>The source whose dictionary is shown</source>
        <translation>辞書を表示する音源</translation>
    </message>
    <message>
        <source>Your dictionary, or what a version of the separation learnt</source>
        <translation>自分の辞書、または分離のバージョンが学習したもの</translation>
    </message>
    <message>
        <source>Which dictionary is shown</source>
        <translation>表示する辞書</translation>
    </message>
    <message>
        <source>Dictionary</source>
        <translation>辞書</translation>
    </message>
    <message>
        <source>Learn anew</source>
        <translation>学習し直す</translation>
    </message>
    <message>
        <source>Take your dictionary away: the next separation learns another</source>
        <translation>自分の辞書を外します。次の分離で新たに学習します</translation>
    </message>
    <message>
        <source>Use instead of learning</source>
        <translation>学習せずに使う</translation>
    </message>
    <message>
        <source>Make this dictionary yours: the next separation uses it as it is</source>
        <translation>この辞書を自分の辞書にします。次の分離でそのまま使います</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Play all</source>
        <translation>すべて再生</translation>
    </message>
    <message>
        <source>End what is heard</source>
        <translation>再生を止めます</translation>
    </message>
    <message>
        <source>Hear every column, from the lowest pitch up</source>
        <translation>最も低い音高から順に、すべての列を聴きます</translation>
    </message>
</context>
<context>
    <name>DictionaryLibraryView</name>
    <message>
        <source>Save to library</source>
        <translation>ライブラリに保存</translation>
    </message>
    <message>
        <source>Keep the shown dictionary for other songs</source>
        <translation>表示中の辞書を他の曲のために保存します</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>書き出す…</translation>
    </message>
    <message>
        <source>Write the shown dictionary to a file (.stemdict)</source>
        <translation>表示中の辞書をファイル(.stemdict)に書き出します</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>読み込む…</translation>
    </message>
    <message>
        <source>Use a dictionary from a file (.stemdict); or drop the file on this window</source>
        <translation>ファイル(.stemdict)の辞書を使います。このウィンドウにドロップすることもできます</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>ライブラリ</translation>
    </message>
    <message>
        <source>Dictionaries that you save here can be used for every song.</source>
        <translation>ここに保存した辞書は、どの曲でも使えます。</translation>
    </message>
    <message>
        <source>Dictionaries in the library</source>
        <translation>ライブラリの辞書</translation>
    </message>
    <message>
        <source>Use for {0}</source>
        <translation>{0}に使う</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>使う</translation>
    </message>
    <message>
        <source>The next separation uses the chosen dictionary for {0} instead of learning one</source>
        <translation>次の分離で、{0}には学習の代わりに選択した辞書を使います</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>名前を変更</translation>
    </message>
    <message>
        <source>Remove from the library…</source>
        <translation>ライブラリから削除…</translation>
    </message>
</context>
<context>
    <name>DictionaryPicture</name>
    <message>
        <source>Columns of the dictionary by pitch</source>
        <translation>音高順の辞書の列</translation>
    </message>
</context>
<context>
    <name>DictionarySide</name>
    <message>
        <source>Name of the dictionary</source>
        <translation>辞書の名前</translation>
    </message>
    <message>
        <source>Rename the dictionary</source>
        <translation>辞書の名前を変更します</translation>
    </message>
    <message>
        <source>Name of the column</source>
        <translation>列の名前</translation>
    </message>
    <message>
        <source>Name the column; empty: its note</source>
        <translation>列に名前を付けます。空欄の場合は音名になります</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>再生</translation>
    </message>
    <message>
        <source>Hear the chosen columns  (Space)</source>
        <translation>選択した列を聴きます  (Space)</translation>
    </message>
    <message>
        <source>Take the chosen columns out of the dictionary  (Del)</source>
        <translation>選択した列を辞書から取り除きます  (Del)</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Dictionary</source>
        <translation>辞書</translation>
    </message>
    <message>
        <source>Choose one column to name it</source>
        <translation>名前を付けるには列を1つ選んでください</translation>
    </message>
</context>
<context>
    <name>DictionarySound</name>
    <message>
        <source>A device is split live: end that first to hear the columns.</source>
        <translation>デバイスをライブ分離中です。列を聴くには先に終了してください。</translation>
    </message>
    <message>
        <source>Open the song to hear the columns.</source>
        <translation>列を聴くには曲を開いてください。</translation>
    </message>
</context>
<context>
    <name>DictionaryWindow</name>
    <message>
        <source>Dictionary</source>
        <translation>辞書</translation>
    </message>
    <message>
        <source>Visible columns</source>
        <translation>表示中の列</translation>
    </message>
    <message>
        <source>Chosen column</source>
        <translation>選択した列</translation>
    </message>
    <message>
        <source>{0} columns chosen</source>
        <translation>{0}列を選択中</translation>
    </message>
    <message>
        <source>One column has to stay. Learn anew takes the whole dictionary away.</source>
        <translation>列は1つ以上必要です。「学習し直す」で辞書全体を外せます。</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>再生</translation>
    </message>
    <message>
        <source>Name…</source>
        <translation>名前…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Choose all</source>
        <translation>すべて選択</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>すべて表示</translation>
    </message>
</context>
<context>
    <name>DictionaryWords</name>
    <message>
        <source>Noise around {0}</source>
        <translation>{0}付近のノイズ</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>ノイズ</translation>
    </message>
    <message>
        <source>no pitch, centre at {0}</source>
        <translation>音高なし、中心{0}</translation>
    </message>
    <message>
        <source>{0} {1:+d} cents</source>
        <translation>{0} {1:+d}セント</translation>
    </message>
    <message>
        <source>Column {0} of {1}: {2}</source>
        <translation>列{0}/{1}: {2}</translation>
    </message>
    <message>
        <source>{0:.0f} dB</source>
        <translation>{0:.0f} dB</translation>
    </message>
    <message>
        <source>{0}   ·   {1} at {2}</source>
        <translation>{0}   ·   {2}で{1}</translation>
    </message>
    <message>
        <source>1 column</source>
        <translation>1列</translation>
    </message>
    <message>
        <source>{0} columns, {1} with a pitch</source>
        <translation>{0}列、うち音高あり{1}列</translation>
    </message>
    <message>
        <source>{0:g} kHz, window of {1} samples</source>
        <translation>{0:g} kHz、窓長{1}サンプル</translation>
    </message>
    <message>
        <source>version {0}</source>
        <translation>バージョン{0}</translation>
    </message>
    <message>
        <source>Song</source>
        <translation>曲</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>音源</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>バージョン</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>手法</translation>
    </message>
    <message>
        <source>Variant</source>
        <translation>バリアント</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日付</translation>
    </message>
</context>
<context>
    <name>DocumentController</name>
    <message>
        <source>Convert the times to {0} Hz</source>
        <translation>時刻を{0} Hzに換算</translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>Open recent</source>
        <translation>最近使ったファイル</translation>
    </message>
    <message>
        <source>Recent songs and projects</source>
        <translation>最近使った曲とプロジェクト</translation>
    </message>
    <message>
        <source>Drop a song here</source>
        <translation>ここに曲をドロップ</translation>
    </message>
    <message>
        <source>WAV, FLAC, OGG, AIFF or MP3, with its score as a MIDI file if you have one; or a project.</source>
        <translation>WAV、FLAC、OGG、AIFF、MP3。あればスコアのMIDIファイルも一緒に。プロジェクトも開けます。</translation>
    </message>
    <message>
        <source>A song alone gives voice and accompaniment; its score, or what you paint, every source.</source>
        <translation>曲だけなら歌声と伴奏に、スコアや描き込みがあればすべての音源に分離できます。</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>開く…</translation>
    </message>
    <message>
        <source>Open the demo</source>
        <translation>デモを開く</translation>
    </message>
    <message>
        <source>{0} older ones follow.</source>
        <translation>さらに古いものが{0}件あります。</translation>
    </message>
</context>
<context>
    <name>EnginePanel</name>
    <message>
        <source>Engine</source>
        <translation>エンジン</translation>
    </message>
    <message>
        <source>What a separation with these settings will take on this computer, beside what else it does</source>
        <translation>この設定での分離に、このコンピューターで必要となる時間とメモリの目安</translation>
    </message>
    <message>
        <source>{0} (recommended)</source>
        <translation>{0}(おすすめ)</translation>
    </message>
    <message>
        <source>About {0} · {1} of memory</source>
        <translation>約{0} · メモリ{1}</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0}秒</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0}分</translation>
    </message>
    <message>
        <source>{0:.1f} h</source>
        <translation>{0:.1f}時間</translation>
    </message>
    <message>
        <source>activity</source>
        <translation>アクティビティ</translation>
    </message>
    <message>
        <source>notes</source>
        <translation>ノート</translation>
    </message>
    <message>
        <source>regions</source>
        <translation>領域</translation>
    </message>
    <message>
        <source>examples</source>
        <translation>例</translation>
    </message>
    <message>
        <source>Makes use of: {0}</source>
        <translation>利用する情報: {0}</translation>
    </message>
</context>
<context>
    <name>EvaluationController</name>
    <message>
        <source>Choose the true source</source>
        <translation>正解音源を選ぶ</translation>
    </message>
    <message>
        <source>Folder with the true sources</source>
        <translation>正解音源のフォルダ</translation>
    </message>
    <message>
        <source>No sound file in that folder is named like one of the sources.</source>
        <translation>このフォルダには、音源と同じ名前の音声ファイルがありません。</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>比較</translation>
    </message>
    <message>
        <source>The measuring was given up.</source>
        <translation>測定を中止しました。</translation>
    </message>
    <message>
        <source>CSV, a table for spreadsheets (*.csv)</source>
        <translation>CSV、表計算用 (*.csv)</translation>
    </message>
    <message>
        <source>JSON, for programs (*.json)</source>
        <translation>JSON、プログラム用 (*.json)</translation>
    </message>
    <message>
        <source>Save the measures</source>
        <translation>測定値を保存</translation>
    </message>
    <message>
        <source>Written: {0}</source>
        <translation>書き出しました：{0}</translation>
    </message>
</context>
<context>
    <name>EvaluationDialog</name>
    <message>
        <source>Measure against references: {0}</source>
        <translation>リファレンスで測定: {0}</translation>
    </message>
    <message>
        <source>Choose file…</source>
        <translation>ファイルを選ぶ…</translation>
    </message>
    <message>
        <source>The true source of the stem in this row</source>
        <translation>この行のステムの正解音源</translation>
    </message>
    <message>
        <source>No reference</source>
        <translation>リファレンスなし</translation>
    </message>
    <message>
        <source>Measure without this stem</source>
        <translation>このステムを除いて測定</translation>
    </message>
    <message>
        <source>From a folder…</source>
        <translation>フォルダから…</translation>
    </message>
    <message>
        <source>Take the files of a folder that are named like the sources</source>
        <translation>フォルダから、音源と同じ名前のファイルを選びます</translation>
    </message>
    <message>
        <source>Second by second, too (BSS Eval 4, slower)</source>
        <translation>秒ごとにも測定(BSS Eval 4、低速)</translation>
    </message>
    <message>
        <source>SDR, ISR, SIR and SAR over time; needs the package museval and ffmpeg</source>
        <translation>SDR、ISR、SIR、SARの時間変化。パッケージmusevalとffmpegが必要です</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>測定</translation>
    </message>
    <message>
        <source>Compare the stems with the files</source>
        <translation>ステムをファイルと比較します</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Give the measuring up</source>
        <translation>測定を中止します</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Write all measures to a CSV or JSON file</source>
        <translation>すべての測定値をCSVまたはJSONファイルに書き出します</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>ウィンドウを閉じます</translation>
    </message>
    <message>
        <source>Progress of the comparison</source>
        <translation>比較の進行状況</translation>
    </message>
    <message>
        <source>Measure over time</source>
        <translation>時間変化を見る測定値</translation>
    </message>
    <message>
        <source>Here the measures are shown second by second.</source>
        <translation>ここに秒ごとの測定値が表示されます。</translation>
    </message>
    <message>
        <source>Gaps: a source is silent there</source>
        <translation>途切れ: 無音の音源がある部分</translation>
    </message>
    <message>
        <source>BSS Eval 4 has no figures for a second in which one of the sources is silent</source>
        <translation>BSS Eval 4では、いずれかの音源が無音の1秒には数値がありません</translation>
    </message>
    <message>
        <source>Stems, references and measures</source>
        <translation>ステム、リファレンス、測定値</translation>
    </message>
    <message>
        <source>Stem</source>
        <translation>ステム</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>リファレンス</translation>
    </message>
    <message>
        <source>Signal to distortion: all errors together, in dB</source>
        <translation>信号対歪み比: すべての誤差の合計(dB)</translation>
    </message>
    <message>
        <source>SDR of the stem over that of the song itself: what the separation gained</source>
        <translation>ステムのSDRと曲自体のSDRの差: 分離による向上分</translation>
    </message>
    <message>
        <source>Signal to interference: other sources in the stem</source>
        <translation>信号対干渉比: ステムに混ざった他の音源</translation>
    </message>
    <message>
        <source>Signal to artefacts: sounds that none of the sources has</source>
        <translation>信号対アーティファクト比: どの音源にもない音</translation>
    </message>
    <message>
        <source>Scale-invariant SDR: no filter is forgiven</source>
        <translation>スケール不変SDR: フィルターによる違いも誤差とみなします</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>測定中…</translation>
    </message>
    <message>
        <source>Nothing was measured second by second.</source>
        <translation>秒ごとの測定は行われていません。</translation>
    </message>
    <message>
        <source>No file was chosen yet</source>
        <translation>ファイルがまだ選ばれていません</translation>
    </message>
</context>
<context>
    <name>ExampleController</name>
    <message>
        <source>Select a time in which only {0} sounds, or choose a region that belongs to it, then again.</source>
        <translation>{0}だけが鳴る時間を選択するか、{0}に属する領域を選んでから、もう一度実行してください。</translation>
    </message>
    <message>
        <source>Select a time in which {0} does not sound, or draw a region of what it is not, then again.</source>
        <translation>{0}が鳴らない時間を選択するか、{0}以外の領域を描いてから、もう一度実行してください。</translation>
    </message>
    <message>
        <source>That is too short to learn from: select at least a tenth of a second.</source>
        <translation>学習には短すぎます。0.1秒以上選択してください。</translation>
    </message>
    <message>
        <source>Sounds of {0} alone</source>
        <translation>{0}のみの音</translation>
    </message>
    <message>
        <source>Sounds that are not {0}</source>
        <translation>{0}以外の音</translation>
    </message>
    <message>
        <source>What {0} plays in this song</source>
        <translation>この曲での{0}の音</translation>
    </message>
    <message>
        <source>{0} files</source>
        <translation>{0}個のファイル</translation>
    </message>
    <message>
        <source>Reading {0}</source>
        <translation>{0}を読み込み中</translation>
    </message>
    <message>
        <source>The source of these examples is gone: nothing was added.</source>
        <translation>これらの例の音源はもうありません。何も追加していません。</translation>
    </message>
    <message>
        <source>{0} would begin where the song ends.</source>
        <translation>{0}の開始位置が曲の終わりになっています。</translation>
    </message>
    <message>
        <source>Remove example of {0}</source>
        <translation>{0}の例を削除</translation>
    </message>
    <message>
        <source>Remove example of what is not {0}</source>
        <translation>{0}以外の例を削除</translation>
    </message>
    <message>
        <source>the source</source>
        <translation>音源</translation>
    </message>
    <message>
        <source>The selection is {0} alone</source>
        <translation>選択範囲は{0}のみ</translation>
    </message>
    <message>
        <source>The selection is not {0}</source>
        <translation>選択範囲は{0}以外</translation>
    </message>
    <message>
        <source>{0} alone, from files…</source>
        <translation>{0}のみの音をファイルから…</translation>
    </message>
    <message>
        <source>What is not {0}, from files…</source>
        <translation>{0}以外の音をファイルから…</translation>
    </message>
    <message>
        <source>What {0} plays in this song, from a file…</source>
        <translation>この曲での{0}の音をファイルから…</translation>
    </message>
    <message>
        <source>There is no source to give examples of: add one with Ctrl+T.</source>
        <translation>例を与える音源がありません。Ctrl+Tで追加してください。</translation>
    </message>
    <message>
        <source>Add what {0} plays</source>
        <translation>{0}の演奏音を追加</translation>
    </message>
    <message>
        <source>Add example of what is not {0}</source>
        <translation>{0}以外の例を追加</translation>
    </message>
    <message>
        <source>Add {1} of what is not {0}</source>
        <translation>{0}以外の例を{1}個追加</translation>
    </message>
    <message>
        <source>Add example of {0}</source>
        <translation>{0}の例を追加</translation>
    </message>
    <message>
        <source>Add {1} examples of {0}</source>
        <translation>{0}の例を{1}個追加</translation>
    </message>
</context>
<context>
    <name>ExampleDrops</name>
    <message>
        <source>What these files are</source>
        <translation>これらのファイルの用途</translation>
    </message>
    <message>
        <source>{0} alone: learn from it</source>
        <translation>{0}のみの音: 学習に使う</translation>
    </message>
    <message>
        <source>{0} alone: learn from them</source>
        <translation>{0}のみの音: 学習に使う</translation>
    </message>
    <message>
        <source>Not {0}</source>
        <translation>{0}以外の音</translation>
    </message>
    <message>
        <source>What {0} plays in this song…</source>
        <translation>この曲での{0}の音…</translation>
    </message>
    <message>
        <source>Open as a song</source>
        <translation>曲として開く</translation>
    </message>
</context>
<context>
    <name>ExampleFiles</name>
    <message>
        <source>this is too short to learn from</source>
        <translation>学習には短すぎます</translation>
    </message>
    <message>
        <source>choose a longer file</source>
        <translation>もっと長いファイルを選んでください</translation>
    </message>
    <message>
        <source>there is only silence in it</source>
        <translation>無音しか含まれていません</translation>
    </message>
    <message>
        <source>choose another file</source>
        <translation>別のファイルを選んでください</translation>
    </message>
    <message>
        <source>Sounds ({0})</source>
        <translation>音声ファイル ({0})</translation>
    </message>
    <message>
        <source>{0} of sound were added: they take up to {1:.0f} MB in the project, and learning from all of it takes longer. A few minutes usually tell as much.</source>
        <translation>{0}の音を追加しました。プロジェクト内で最大{1:.0f} MBを使い、すべてから学習すると時間がかかります。通常は数分あれば十分です。</translation>
    </message>
</context>
<context>
    <name>ExampleList</name>
    <message>
        <source>Examples</source>
        <translation>例</translation>
    </message>
    <message>
        <source>Show or hide the examples</source>
        <translation>例を表示または非表示にします</translation>
    </message>
    <message>
        <source>Add an example of the chosen source</source>
        <translation>選択中の音源の例を追加します</translation>
    </message>
</context>
<context>
    <name>ExampleRow</name>
    <message>
        <source>Listen to {0}</source>
        <translation>{0}を聴く</translation>
    </message>
    <message>
        <source>Go to {0}</source>
        <translation>{0}へ移動</translation>
    </message>
    <message>
        <source>Remove {0}</source>
        <translation>{0}を削除</translation>
    </message>
    <message>
        <source>Show it in the song</source>
        <translation>曲の中で表示します</translation>
    </message>
    <message>
        <source>Remove this example</source>
        <translation>この例を削除します</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>聴く</translation>
    </message>
</context>
<context>
    <name>ExampleShelf</name>
    <message>
        <source>The song is not open: this stretch of it cannot be heard.</source>
        <translation>曲が開かれていないため、この区間を聴けません。</translation>
    </message>
    <message>
        <source>Something else is heard now: stop the live split first.</source>
        <translation>別の音を再生中です。先にライブ分離を終了してください。</translation>
    </message>
</context>
<context>
    <name>ExampleWords</name>
    <message>
        <source>not {0}</source>
        <translation>{0}以外</translation>
    </message>
    <message>
        <source>{0} alone</source>
        <translation>{0}のみ</translation>
    </message>
    <message>
        <source>File</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>{0} from {1} on</source>
        <translation>{1}からの{0}</translation>
    </message>
    <message>
        <source>Solo stretches: {0}</source>
        <translation>ソロ区間: {0}</translation>
    </message>
    <message>
        <source>{0} alone, found</source>
        <translation>{0}のみ、検出</translation>
    </message>
    <message>
        <source>Painted regions: {0}</source>
        <translation>描いた領域: {0}</translation>
    </message>
    <message>
        <source>belong to {0}</source>
        <translation>{0}に属する</translation>
    </message>
    <message>
        <source>Your dictionaries are used instead of learning.</source>
        <translation>学習せずに自分の辞書を使います。</translation>
    </message>
    <message>
        <source>Your dictionary of {0} is used instead of learning.</source>
        <translation>{0}は学習せずに自分の辞書を使います。</translation>
    </message>
    <message>
        <source>Every other source has examples.</source>
        <translation>ほかの音源にはすべて例があります。</translation>
    </message>
    <message>
        <source>The chosen engine makes no use of examples: take the engine “Learnt from examples”.</source>
        <translation>選択中の方式は例を使いません。「例から学習」を選んでください。</translation>
    </message>
    <message>
        <source>Say how at least one source sounds alone: drop a file on it.</source>
        <translation>少なくとも1つの音源について、単独での響きを教えてください。音源にファイルをドロップします。</translation>
    </message>
    <message>
        <source>Say how at least one source sounds alone: select a time and press {0}, or drop a file here.</source>
        <translation>少なくとも1つの音源について、単独での響きを教えてください。時間を選択して{0}を押すか、ここにファイルをドロップします。</translation>
    </message>
    <message>
        <source>Of a part of the song it is known what every source plays: what was learnt is fitted to it.</source>
        <translation>曲の一部で各音源の音が分かっています。学習結果をそれに合わせます。</translation>
    </message>
    <message>
        <source>{0} has no examples: it is learnt from the song itself.</source>
        <translation>{0}には例がないため、曲自体から学習します。</translation>
    </message>
    <message>
        <source>{0} have no examples: they are learnt from the song itself.</source>
        <translation>{0}には例がないため、曲自体から学習します。</translation>
    </message>
    <message>
        <source>Every source has examples; mixtures of them teach the difference.</source>
        <translation>すべての音源に例があります。例を混ぜた音から違いを学習します。</translation>
    </message>
    <message>
        <source>Every source has examples.</source>
        <translation>すべての音源に例があります。</translation>
    </message>
    <message>
        <source>{0:.1f} s</source>
        <translation>{0:.1f}秒</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0}分</translation>
    </message>
    <message>
        <source>{0} and {1}</source>
        <translation>{0}と{1}</translation>
    </message>
</context>
<context>
    <name>ExportController</name>
    <message>
        <source>Export</source>
        <translation>書き出し</translation>
    </message>
    <message>
        <source>Looking for clipping</source>
        <translation>クリッピングを検索中</translation>
    </message>
</context>
<context>
    <name>ExportDesk</name>
    <message>
        <source>There are no stems yet: separate first</source>
        <translation>ステムがまだありません。先に分離してください</translation>
    </message>
    <message>
        <source>The chosen source has no stem</source>
        <translation>選択中の音源にはステムがありません</translation>
    </message>
    <message>
        <source>The stems of this version are being brought back…</source>
        <translation>このバージョンのステムを呼び出しています…</translation>
    </message>
    <message>
        <source>Choose a folder for the files.</source>
        <translation>ファイルの保存先フォルダを選んでください。</translation>
    </message>
    <message>
        <source>The file names have to be changed.</source>
        <translation>ファイル名を変更する必要があります。</translation>
    </message>
    <message>
        <source>{0} cannot be written to; choose another folder.</source>
        <translation>{0}には書き込めません。別のフォルダを選んでください。</translation>
    </message>
    <message>
        <source>These are in {1} already: {0}.</source>
        <translation>{1}には次のファイルがすでにあります: {0}。</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>置き換え</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Replace files?</source>
        <translation>ファイルを置き換えますか?</translation>
    </message>
    <message>
        <source>Cancelled; nothing was written.</source>
        <translation>中止しました。何も書き込んでいません。</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Folder</source>
        <translation>フォルダ</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>形式</translation>
    </message>
    <message>
        <source>Stems</source>
        <translation>ステム</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>書き出し</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>バージョン</translation>
    </message>
    <message>
        <source>Which version of the separation is exported</source>
        <translation>書き出す分離のバージョン</translation>
    </message>
    <message>
        <source>File names</source>
        <translation>ファイル名</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>範囲</translation>
    </message>
    <message>
        <source>Also write</source>
        <translation>追加で書き出す</translation>
    </message>
    <message>
        <source>Looking for samples beyond full scale…</source>
        <translation>フルスケールを超えるサンプルを検索中…</translation>
    </message>
    <message>
        <source>Writing…</source>
        <translation>書き出し中…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
</context>
<context>
    <name>ExportOffers</name>
    <message>
        <source>song</source>
        <translation>曲</translation>
    </message>
    <message>
        <source>{0} stems</source>
        <translation>{0}のステム</translation>
    </message>
    <message>
        <source>There are no notes; import a score or draw some</source>
        <translation>ノートがありません。スコアを読み込むか、ノートを描いてください</translation>
    </message>
    <message>
        <source>Nobody has said when a source plays; paint it in the lanes</source>
        <translation>音源の発音区間が指定されていません。レーンに描いてください</translation>
    </message>
</context>
<context>
    <name>ExportWords</name>
    <message numerus="yes">
        <source>%n file(s), about {0}</source>
        <translation>
            <numerusform>%nファイル、約{0}</numerusform>
        </translation>
    </message>
    <message>
        <source>{0}; {1} free.</source>
        <translation>{0}(空き {1})。</translation>
    </message>
    <message>
        <source>Replaces {0}.</source>
        <translation>{0}を置き換えます。</translation>
    </message>
    <message>
        <source>Only all stems and the residual together are the whole song.</source>
        <translation>すべてのステムと残りがそろって初めて曲全体になります。</translation>
    </message>
    <message>
        <source>Together they are not quite the song: what is beyond full scale is lost.</source>
        <translation>合わせても曲と完全には一致しません。フルスケールを超えた部分は失われます。</translation>
    </message>
    <message>
        <source>Together they are the song at that lower level.</source>
        <translation>合わせると、その下げた音量の曲になります。</translation>
    </message>
    <message>
        <source>Among them are files that sum to the song, sample by sample.</source>
        <translation>合計するとサンプル単位で曲に一致するファイルが含まれます。</translation>
    </message>
    <message>
        <source>Together they are the song, sample by sample.</source>
        <translation>合計するとサンプル単位で曲に一致します。</translation>
    </message>
    <message>
        <source>{0} and {1} more</source>
        <translation>{0}、他{1}件</translation>
    </message>
    <message>
        <source>Looking for samples beyond full scale…</source>
        <translation>フルスケールを超えるサンプルを検索中…</translation>
    </message>
    <message>
        <source>No file is beyond full scale.</source>
        <translation>フルスケールを超えるファイルはありません。</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) written.</source>
        <translation>
            <numerusform>%nファイルを書き出しました。</numerusform>
        </translation>
    </message>
    <message>
        <source>Stems that are also in a group were counted once.</source>
        <translation>グループにも含まれるものは1回だけ数えています。</translation>
    </message>
    <message>
        <source>All files are {0} dB lower than the song.</source>
        <translation>すべてのファイルは曲より{0} dB低くなっています。</translation>
    </message>
    <message numerus="yes">
        <source>%n sample(s) were beyond full scale and are limited to it.</source>
        <translation>
            <numerusform>%n個のサンプルがフルスケールを超えていたため、制限しました。</numerusform>
        </translation>
    </message>
    <message>
        <source>Read back from the disk they sum to the song at that level exactly.</source>
        <translation>ディスクから読み戻して合計すると、そのレベルでの曲に完全に一致します。</translation>
    </message>
    <message>
        <source>Read back from the disk they sum to the song exactly.</source>
        <translation>ディスクから読み戻して合計すると、曲に完全に一致します。</translation>
    </message>
    <message>
        <source>the song at that level</source>
        <translation>そのレベルでの曲</translation>
    </message>
    <message>
        <source>the song</source>
        <translation>曲</translation>
    </message>
    <message>
        <source>Read back from the disk they sum to {0} within {1} dB</source>
        <translation>ディスクから読み戻して合計すると、{0}との差は{1} dB</translation>
    </message>
    <message>
        <source>{0} of full scale</source>
        <translation>フルスケールの{0}倍</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) of {0} bits</source>
        <translation>
            <numerusform>{0}ビットで%nステップ</numerusform>
        </translation>
    </message>
    <message>
        <source>{0}; the largest difference is {1}.</source>
        <translation>{0}、最大の差は{1}です。</translation>
    </message>
</context>
<context>
    <name>ExtrasField</name>
    <message>
        <source>Reaper project</source>
        <translation>Reaperプロジェクト</translation>
    </message>
    <message>
        <source>A session for Reaper with every file on a named track</source>
        <translation>全ファイルを名前付きトラックに配置したReaper用セッション</translation>
    </message>
    <message>
        <source>DAWproject</source>
        <translation>DAWproject</translation>
    </message>
    <message>
        <source>A session for Bitwig, Studio One, Cubase and others with every file on a named track</source>
        <translation>全ファイルを名前付きトラックに配置した、Bitwig、Studio One、Cubaseなど用のセッション</translation>
    </message>
    <message>
        <source>MIDI per source</source>
        <translation>音源ごとのMIDI</translation>
    </message>
    <message>
        <source>The notes of every source as they lie on the song</source>
        <translation>各音源のノート(曲上の位置のまま)</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>レポート</translation>
    </message>
    <message>
        <source>How the stems were made and measured, as report.json</source>
        <translation>ステムの作成方法と測定結果(report.json)</translation>
    </message>
    <message>
        <source>When each source plays, as a table for spreadsheets</source>
        <translation>各音源の発音区間(表計算用の表)</translation>
    </message>
    <message>
        <source>When each source plays, as a label track for Sonic Visualiser and Audacity</source>
        <translation>各音源の発音区間(Sonic Visualiser・Audacity用ラベルトラック)</translation>
    </message>
    <message>
        <source>When each source plays and its notes, for research tools</source>
        <translation>各音源の発音区間とノート(研究ツール用)</translation>
    </message>
    <message>
        <source>Labels as {0}</source>
        <translation>ラベルを{0}で</translation>
    </message>
    <message>
        <source>Labels as</source>
        <translation>ラベル形式</translation>
    </message>
</context>
<context>
    <name>FileList</name>
    <message>
        <source>{0} is not there now</source>
        <translation>{0}は現在ありません</translation>
    </message>
</context>
<context>
    <name>FileTree</name>
    <message>
        <source>Files to export</source>
        <translation>書き出すファイル</translation>
    </message>
    <message>
        <source>Space ticks a file; the menu of a stem makes groups</source>
        <translation>Spaceでファイルにチェック、ステムのメニューからグループを作成</translation>
    </message>
    <message>
        <source>Stem</source>
        <translation>ステム</translation>
    </message>
    <message>
        <source>File</source>
        <translation>ファイル</translation>
    </message>
</context>
<context>
    <name>FolderField</name>
    <message>
        <source>Folder</source>
        <translation>フォルダ</translation>
    </message>
    <message>
        <source>Where the files go; a folder that is not there is made</source>
        <translation>ファイルの保存先。フォルダがなければ作成します</translation>
    </message>
    <message>
        <source>Folders used last</source>
        <translation>最近使ったフォルダ</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>選択…</translation>
    </message>
    <message>
        <source>Choose the folder</source>
        <translation>フォルダを選びます</translation>
    </message>
    <message>
        <source>Folder for the files</source>
        <translation>ファイルの保存先フォルダ</translation>
    </message>
</context>
<context>
    <name>FormatField</name>
    <message>
        <source>Read by every program; RF64 beyond 4 GB</source>
        <translation>どのプログラムでも読めます。4 GBを超えるとRF64になります</translation>
    </message>
    <message>
        <source>About two thirds of the size, and not one bit is lost</source>
        <translation>サイズは約3分の2で、1ビットも失われません</translation>
    </message>
    <message>
        <source>The plain format of many Macs; up to 4 GB a file</source>
        <translation>Macで広く使われる非圧縮形式。1ファイル4 GBまで</translation>
    </message>
    <message>
        <source>As on a CD: the finest steps are lost under dither, what is beyond full scale is limited</source>
        <translation>CDと同じ。最も細かい階調はディザーで失われ、フルスケールを超える部分は制限されます</translation>
    </message>
    <message>
        <source>Finer than any converter; only what is beyond full scale is limited</source>
        <translation>どのコンバーターよりも高精度。フルスケールを超える部分だけが制限されます</translation>
    </message>
    <message>
        <source>Nothing is lost, neither fine steps nor what is beyond full scale</source>
        <translation>細かい階調もフルスケールを超える部分も、何も失われません</translation>
    </message>
    <message>
        <source>File format</source>
        <translation>ファイル形式</translation>
    </message>
    <message>
        <source>16 bits</source>
        <translation>16ビット</translation>
    </message>
    <message>
        <source>24 bits</source>
        <translation>24ビット</translation>
    </message>
    <message>
        <source>32-bit float</source>
        <translation>32ビットフロート</translation>
    </message>
    <message>
        <source>Sample format</source>
        <translation>サンプル形式</translation>
    </message>
</context>
<context>
    <name>FoundActivity</name>
    <message>
        <source>Bringing back what was found</source>
        <translation>検出結果を呼び出し中</translation>
    </message>
</context>
<context>
    <name>FramePlot</name>
    <message>
        <source>Measures over time</source>
        <translation>測定値の時間変化</translation>
    </message>
</context>
<context>
    <name>FrequencyAxis</name>
    <message>
        <source>Frequency axis</source>
        <translation>周波数軸</translation>
    </message>
</context>
<context>
    <name>GroupDialog</name>
    <message>
        <source>New group</source>
        <translation>新規グループ</translation>
    </message>
    <message>
        <source>Edit group</source>
        <translation>グループを編集</translation>
    </message>
    <message>
        <source>Name of the group</source>
        <translation>グループの名前</translation>
    </message>
    <message>
        <source>Name of the group, and of its file</source>
        <translation>グループとそのファイルの名前</translation>
    </message>
    <message>
        <source>Stems in the group</source>
        <translation>グループに入れるステム</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Make the group</source>
        <translation>グループを作成</translation>
    </message>
    <message>
        <source>Change the group</source>
        <translation>グループを変更</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>One file with the sum of</source>
        <translation>次の合計を1ファイルに</translation>
    </message>
    <message>
        <source>Tick the stems that belong together.</source>
        <translation>まとめるステムにチェックを付けてください。</translation>
    </message>
    <message>
        <source>Give the group a name.</source>
        <translation>グループに名前を付けてください。</translation>
    </message>
</context>
<context>
    <name>Interchange</name>
    <message>
        <source>Import activity</source>
        <translation>アクティビティを読み込む</translation>
    </message>
    <message>
        <source>Reading {0}</source>
        <translation>{0}を読み込み中</translation>
    </message>
    <message>
        <source>CSV, a table for spreadsheets (*.csv)</source>
        <translation>CSV、表計算用 (*.csv)</translation>
    </message>
    <message>
        <source>LAB, a label track for Sonic Visualiser and Audacity (*.lab *.txt)</source>
        <translation>LAB、Sonic Visualiser・Audacity用ラベルトラック (*.lab *.txt)</translation>
    </message>
    <message>
        <source>JAMS, for research tools (*.jams)</source>
        <translation>JAMS、研究ツール用 (*.jams)</translation>
    </message>
    <message>
        <source>Export activity</source>
        <translation>アクティビティを書き出す</translation>
    </message>
    <message>
        <source>Writing {0}</source>
        <translation>{0}を書き出し中</translation>
    </message>
    <message>
        <source>Export notes</source>
        <translation>ノートを書き出す</translation>
    </message>
    <message>
        <source>MIDI (*.mid)</source>
        <translation>MIDI (*.mid)</translation>
    </message>
    <message>
        <source>song</source>
        <translation>曲</translation>
    </message>
    <message>
        <source>There already is {0} in {1}.</source>
        <translation>{1}にはすでに{0}があります。</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>置き換え</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Replace the file?</source>
        <translation>ファイルを置き換えますか?</translation>
    </message>
    <message>
        <source>Import activity from {0}</source>
        <translation>{0}からアクティビティを読み込む</translation>
    </message>
    <message>
        <source>Written: {0}</source>
        <translation>書き出しました：{0}</translation>
    </message>
</context>
<context>
    <name>IoTask</name>
    <message>
        <source>There is not enough memory for this; close other programs.</source>
        <translation>メモリが足りません。他のプログラムを終了してください。</translation>
    </message>
    <message>
        <source>{0} failed ({1}: {2}); the log says more.</source>
        <translation>{0}に失敗しました({1}: {2})。詳細はログを参照してください。</translation>
    </message>
</context>
<context>
    <name>JobPanel</name>
    <message>
        <source>Separate</source>
        <translation>分離</translation>
    </message>
    <message>
        <source>Progress of the separation</source>
        <translation>分離の進行状況</translation>
    </message>
    <message>
        <source>Stop and keep</source>
        <translation>停止して保持</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Begin anew in place of going on</source>
        <translation>続行せず最初から開始</translation>
    </message>
    <message>
        <source>Error on remixes</source>
        <translation>リミックスでの誤差</translation>
    </message>
    <message>
        <source>Objective</source>
        <translation>目的関数</translation>
    </message>
    <message>
        <source>Divergence</source>
        <translation>ダイバージェンス</translation>
    </message>
    <message>
        <source>{0} elapsed</source>
        <translation>経過 {0}</translation>
    </message>
    <message>
        <source>about {0} left</source>
        <translation>残り約 {0}</translation>
    </message>
</context>
<context>
    <name>KeyController</name>
    <message>
        <source>{0} is the key of “{1}”, which would lose it.</source>
        <translation>{0}は「{1}」のキーです。「{1}」からは外れます。</translation>
    </message>
    <message>
        <source>Take the key for “{0}”?</source>
        <translation>このキーを「{0}」に使いますか?</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>使う</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>使わない</translation>
    </message>
</context>
<context>
    <name>KeyField</name>
    <message>
        <source>Keys of the chosen action</source>
        <translation>選択した操作のキー</translation>
    </message>
    <message>
        <source>Press the keys, or Esc to leave it as it is</source>
        <translation>キーを押してください(Escで変更せずに戻る)</translation>
    </message>
</context>
<context>
    <name>KeyList</name>
    <message>
        <source>Keys and mouse</source>
        <translation>キーとマウス</translation>
    </message>
    <message>
        <source>Find an action or a key</source>
        <translation>操作またはキーを検索</translation>
    </message>
    <message>
        <source>Changed keys are bold. The mouse keeps its bindings.</source>
        <translation>変更したキーは太字で表示されます。マウスの割り当ては固定です。</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>キー</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>変更…</translation>
    </message>
    <message>
        <source>Press the keys that shall do this</source>
        <translation>この操作に割り当てるキーを押します</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>追加…</translation>
    </message>
    <message>
        <source>Press keys that shall do this as well</source>
        <translation>この操作にさらに割り当てるキーを押します</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>キーなし</translation>
    </message>
    <message>
        <source>Take the keys away</source>
        <translation>キーの割り当てを外します</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>初期値に戻す</translation>
    </message>
    <message>
        <source>Back to the keys it came with</source>
        <translation>初期設定のキーに戻します</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>すべて初期値に戻す</translation>
    </message>
    <message>
        <source>Give every action the keys it came with</source>
        <translation>すべての操作を初期設定のキーに戻します</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Close the list</source>
        <translation>一覧を閉じます</translation>
    </message>
    <message>
        <source>Choose an action to change its keys</source>
        <translation>キーを変更する操作を選んでください</translation>
    </message>
</context>
<context>
    <name>KeyboardAxis</name>
    <message>
        <source>Piano keyboard</source>
        <translation>ピアノ鍵盤</translation>
    </message>
    <message>
        <source>Click a key or drag over several to choose their notes. Shift: add to those that are chosen. Ctrl: only notes of the chosen source.</source>
        <translation>鍵盤をクリックするか、複数の鍵盤上をドラッグして、その音高のノートを選択します。Shift: 選択に追加。Ctrl: 選択中の音源のノートのみ。</translation>
    </message>
</context>
<context>
    <name>LaneNames</name>
    <message>
        <source>Sources of the lanes</source>
        <translation>レーンの音源</translation>
    </message>
</context>
<context>
    <name>LanesView</name>
    <message>
        <source>Activity lanes</source>
        <translation>アクティビティレーン</translation>
    </message>
    <message>
        <source>Separate, add a source (Ctrl+T) or import a score</source>
        <translation>分離するか、音源を追加(Ctrl+T)するか、スコアを読み込んでください</translation>
    </message>
    <message>
        <source>{0}, lane {1} of {2}</source>
        <translation>{0}、レーン{1}/{2}</translation>
    </message>
    <message>
        <source>active</source>
        <translation>発音</translation>
    </message>
    <message>
        <source>silent</source>
        <translation>無音</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>不明</translation>
    </message>
    <message>
        <source>Drag in the lane: active; with Alt silent, with Shift unknown</source>
        <translation>レーンをドラッグ: 発音、Alt併用: 無音、Shift併用: 不明</translation>
    </message>
    <message>
        <source>Drag an edge: move it; Ctrl + drag: move the span (Alt: without snapping)</source>
        <translation>端をドラッグ: 端を移動、Ctrl+ドラッグ: 区間を移動(Alt: スナップなし)</translation>
    </message>
    <message>
        <source>Double click: select the span</source>
        <translation>ダブルクリック: 区間を選択</translation>
    </message>
    <message>
        <source>Enter: mark the selection active; with Alt silent; Delete: unknown</source>
        <translation>Enter: 選択範囲を発音に、Alt併用: 無音に、Delete: 不明に</translation>
    </message>
    <message>
        <source>Hold a number key while it plays: tap the lane active, with Alt silent</source>
        <translation>再生中に数字キーを押し続ける: そのレーンを発音に、Alt併用: 無音に</translation>
    </message>
</context>
<context>
    <name>LeakageController</name>
    <message>
        <source>Measuring what leaks</source>
        <translation>音漏れを測定中</translation>
    </message>
</context>
<context>
    <name>LearntDictionaries</name>
    <message>
        <source>Bringing the dictionary back</source>
        <translation>辞書を呼び出し中</translation>
    </message>
</context>
<context>
    <name>LevelMatcher</name>
    <message>
        <source>Matching levels</source>
        <translation>音量合わせ中</translation>
    </message>
    <message>
        <source>Off: mixture, stems and residual are heard as loud as they are.</source>
        <translation>オフ: ミックス、ステム、残りは元の音量のまま聞こえます。</translation>
    </message>
    <message>
        <source>Measuring how loud mixture and stems are…</source>
        <translation>ミックスとステムの音量を測定中…</translation>
    </message>
    <message>
        <source>Mixture and stems are heard equally loud, once there are stems.</source>
        <translation>ステムができると、ミックスとステムが同じ音量で聞こえます。</translation>
    </message>
    <message>
        <source>Applied now: mixture {0} dB, stems {1} dB, residual {2} dB</source>
        <translation>現在の補正: ミックス {0} dB、ステム {1} dB、残り {2} dB</translation>
    </message>
</context>
<context>
    <name>LiveController</name>
    <message>
        <source>Live: loading the network…</source>
        <translation>ライブ: ネットワークを読み込み中…</translation>
    </message>
    <message>
        <source>Loading the network</source>
        <translation>ネットワークの読み込み</translation>
    </message>
    <message>
        <source>Live: starting {0}…</source>
        <translation>ライブ: {0}を開始中…</translation>
    </message>
    <message>
        <source>Live from {0}: play ({1}) to hear it split.</source>
        <translation>ライブ({0}): 再生({1})すると、分離した音が聞こえます。</translation>
    </message>
    <message>
        <source>Live from {0}: press play.</source>
        <translation>ライブ({0}): 再生ボタンを押してください。</translation>
    </message>
    <message>
        <source>Causal network, the best</source>
        <translation>因果的ネットワーク(最良)</translation>
    </message>
    <message>
        <source>Unrolled robust NMF</source>
        <translation>展開型ロバスト NMF</translation>
    </message>
    <message>
        <source>Unrolled robust PCA</source>
        <translation>展開型ロバスト PCA</translation>
    </message>
    <message>
        <source>Looking for input devices</source>
        <translation>入力デバイスの検索</translation>
    </message>
    <message>
        <source>Live: in time with the song (its frame of {0} ms is read ahead) · {1} % of one core</source>
        <translation>ライブ: 曲と同期({0} msのフレームを先読み) · 1コアの{1} %</translation>
    </message>
    <message>
        <source>The device plays {0} ms after it is given the sound.</source>
        <translation>デバイスは音を受け取ってから{0} ms後に再生します。</translation>
    </message>
    <message>
        <source>Live: {0} ms (frame {1}, device {2}) · {3} % of one core</source>
        <translation>ライブ: {0} ms(フレーム{1}、デバイス{2}) · 1コアの{3} %</translation>
    </message>
    <message>
        <source>From {0} to {1}; the slowest block took {2} % of its time.</source>
        <translation>{0}から{1}へ。最も遅いブロックは持ち時間の{2} %を使いました。</translation>
    </message>
    <message>
        <source>the computer is too busy, the sound broke off</source>
        <translation>コンピューターの負荷が高く、音切れが起きました</translation>
    </message>
</context>
<context>
    <name>LiveInput</name>
    <message>
        <source>Splitting an input device</source>
        <translation>入力デバイスのライブ分離</translation>
    </message>
    <message>
        <source>Ending the live split</source>
        <translation>ライブ分離の終了</translation>
    </message>
</context>
<context>
    <name>LiveMenu</name>
    <message>
        <source>Live split</source>
        <translation>ライブ分離</translation>
    </message>
    <message>
        <source>What is split</source>
        <translation>分離の対象</translation>
    </message>
    <message>
        <source>Choose what is split into voice and accompaniment: click, or Enter</source>
        <translation>歌声と伴奏に分離する音を選びます: クリックまたはEnter</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>再検索</translation>
    </message>
    <message>
        <source>Look for devices that were connected or switched on since</source>
        <translation>後から接続した、または電源を入れたデバイスを検索します</translation>
    </message>
    <message>
        <source>With a microphone use headphones: it would hear the loudspeakers.</source>
        <translation>マイクではヘッドホンを使ってください。スピーカーの音を拾ってしまいます。</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>ネットワーク</translation>
    </message>
    <message>
        <source>What tells voice and accompaniment apart</source>
        <translation>歌声と伴奏を聴き分けるネットワーク</translation>
    </message>
    <message>
        <source>Split live into voice and accompaniment</source>
        <translation>歌声と伴奏にライブで分離</translation>
    </message>
    <message>
        <source>The open song</source>
        <translation>開いている曲</translation>
    </message>
    <message>
        <source>The song, once one is open</source>
        <translation>曲(開くと選べます)</translation>
    </message>
    <message>
        <source>Looking for input devices…</source>
        <translation>入力デバイスを検索中…</translation>
    </message>
    <message>
        <source>No input device was found</source>
        <translation>入力デバイスが見つかりません</translation>
    </message>
</context>
<context>
    <name>LiveStrips</name>
    <message>
        <source>Voice</source>
        <translation>歌声</translation>
    </message>
    <message>
        <source>Accompaniment</source>
        <translation>伴奏</translation>
    </message>
    <message>
        <source>Split while it plays. Your sources and stems are back when you leave Live.</source>
        <translation>再生しながら分離します。ライブを終えると、音源とステムの表示に戻ります。</translation>
    </message>
</context>
<context>
    <name>LiveSwitch</name>
    <message>
        <source>Live</source>
        <translation>ライブ</translation>
    </message>
</context>
<context>
    <name>LossCurve</name>
    <message>
        <source>Divergence</source>
        <translation>ダイバージェンス</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Open recent</source>
        <translation>最近使ったファイル</translation>
    </message>
    <message>
        <source>Open the song first, then its score.</source>
        <translation>先に曲を開き、次にスコアを開いてください。</translation>
    </message>
    <message>
        <source>The language changes at the next start.</source>
        <translation>言語は次回の起動時に切り替わります。</translation>
    </message>
    <message>
        <source>Select a time first: drag in the spectrogram with tool 2, or Shift+arrows.</source>
        <translation>先に時間を選択してください: ツール2でスペクトログラムをドラッグするか、Shift+矢印を押します。</translation>
    </message>
</context>
<context>
    <name>MasterStrip</name>
    <message>
        <source>Master gain</source>
        <translation>マスターゲイン</translation>
    </message>
    <message>
        <source>Gain of everything that is heard, never of what is exported; double click for 0 dB</source>
        <translation>聞こえる音全体のゲイン。書き出しには影響しません。ダブルクリックで0 dB</translation>
    </message>
    <message>
        <source>{0} dBTP</source>
        <translation>{0} dBTP</translation>
    </message>
    <message>
        <source>Master</source>
        <translation>マスター</translation>
    </message>
    <message>
        <source>Highest true peak, between the samples too (ITU-R BS.1770); click to forget it</source>
        <translation>サンプル間も含む最大トゥルーピーク(ITU-R BS.1770)。クリックでリセット</translation>
    </message>
    <message>
        <source>The true peak is above -1 dBTP: streaming services ask for less. Click to forget it</source>
        <translation>トゥルーピークが-1 dBTPを超えています。配信サービスの基準はこれより低い値です。クリックでリセット</translation>
    </message>
    <message>
        <source>The true peak is above full scale: a converter clips here. Turn the master down. Click to forget it</source>
        <translation>トゥルーピークがフルスケールを超えており、コンバーターでクリップします。マスターを下げてください。クリックでリセット</translation>
    </message>
    <message>
        <source>True peak</source>
        <translation>トゥルーピーク</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Close the message</source>
        <translation>メッセージを閉じる</translation>
    </message>
</context>
<context>
    <name>Meter</name>
    <message>
        <source>Level</source>
        <translation>レベル</translation>
    </message>
    <message>
        <source>Peak level; nothing was heard yet</source>
        <translation>ピークレベル(まだ何も再生していません)</translation>
    </message>
    <message>
        <source>Highest peak: {0} dB of full scale; click to forget it</source>
        <translation>最大ピーク: フルスケール比{0} dB。クリックでリセット</translation>
    </message>
    <message>
        <source>The red mark says that it was beyond full scale.</source>
        <translation>赤い印はフルスケールを超えたことを示します。</translation>
    </message>
</context>
<context>
    <name>MixerPanel</name>
    <message>
        <source>Sources</source>
        <translation>音源</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>ライブ</translation>
    </message>
    <message>
        <source>Separate gives voice and accompaniment. For other sources add one ({0}) and paint when it plays, or import a score: every track is a source.</source>
        <translation>分離すると歌声と伴奏になります。他の音源は、追加({0})して鳴っている区間を描くか、スコアを読み込んでください。トラックごとに1つの音源になります。</translation>
    </message>
</context>
<context>
    <name>NamesField</name>
    <message>
        <source>File names</source>
        <translation>ファイル名</translation>
    </message>
    <message>
        <source>The name of every file, without its ending; words in braces are filled in for each</source>
        <translation>拡張子を除く各ファイルの名前。中かっこ内の語はファイルごとに置き換わります</translation>
    </message>
    <message>
        <source>Name of the song</source>
        <translation>曲の名前</translation>
    </message>
    <message>
        <source>Name of the source or group</source>
        <translation>音源またはグループの名前</translation>
    </message>
    <message>
        <source>Number of the file, with zeros before it where there are ten or more</source>
        <translation>ファイルの番号(10個以上なら先頭を0で埋めます)</translation>
    </message>
    <message>
        <source>How many files there are</source>
        <translation>ファイルの数</translation>
    </message>
    <message>
        <source>Engine that separated</source>
        <translation>分離したエンジン</translation>
    </message>
    <message>
        <source>Name of the version</source>
        <translation>バージョンの名前</translation>
    </message>
    <message>
        <source>Today&apos;s date</source>
        <translation>今日の日付</translation>
    </message>
    <message>
        <source>Bits of a sample</source>
        <translation>サンプルのビット数</translation>
    </message>
    <message>
        <source>Sample rate</source>
        <translation>サンプルレート</translation>
    </message>
    <message>
        <source>Insert field</source>
        <translation>フィールドを挿入</translation>
    </message>
    <message>
        <source>Put a field where the cursor is</source>
        <translation>カーソル位置にフィールドを挿入します</translation>
    </message>
    <message>
        <source>For example: {0}</source>
        <translation>例: {0}</translation>
    </message>
</context>
<context>
    <name>NoiseDialog</name>
    <message>
        <source>Remove noise</source>
        <translation>ノイズを除去</translation>
    </message>
    <message>
        <source>The noise</source>
        <translation>ノイズ</translation>
    </message>
    <message>
        <source>What is to stay</source>
        <translation>残したい音</translation>
    </message>
    <message>
        <source>Heard alone</source>
        <translation>単独で鳴る音</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>選択範囲</translation>
    </message>
    <message>
        <source>A file</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>場所</translation>
    </message>
    <message>
        <source>There is a moment, or a file, with nothing but the noise</source>
        <translation>ノイズだけの部分またはファイルがあります</translation>
    </message>
    <message>
        <source>There is a moment, or a file, without any noise</source>
        <translation>ノイズのない部分またはファイルがあります</translation>
    </message>
    <message>
        <source>What is selected in the song</source>
        <translation>曲の選択範囲</translation>
    </message>
    <message>
        <source>Nothing is selected in the song</source>
        <translation>曲で何も選択されていません</translation>
    </message>
    <message>
        <source>Another recording: room noise, another take, a sample</source>
        <translation>別の録音: 室内のノイズ、別テイク、サンプルなど</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>選択…</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>設定する</translation>
    </message>
    <message>
        <source>Say how one of the two sounds alone. The other is learnt from the song itself when you separate.</source>
        <translation>どちらか一方の単独での響きを指定します。もう一方は、分離時に曲自体から学習します。</translation>
    </message>
    <message>
        <source>Speech</source>
        <translation>話し声</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>ノイズ</translation>
    </message>
    <message>
        <source>Choose the sound file</source>
        <translation>音声ファイルを選びます</translation>
    </message>
    <message>
        <source>Name of what is to stay</source>
        <translation>残したい音の名前</translation>
    </message>
    <message>
        <source>Speech, or the instrument: its stem is what you want</source>
        <translation>話し声や楽器など。このステムが求める音です</translation>
    </message>
    <message>
        <source>Name of the noise</source>
        <translation>ノイズの名前</translation>
    </message>
    <message>
        <source>What goes into the other stem</source>
        <translation>もう一方のステムに入る音</translation>
    </message>
    <message>
        <source>To stay</source>
        <translation>残す</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Change nothing</source>
        <translation>何も変更しません</translation>
    </message>
    <message>
        <source>Make both sources and the example, and choose the engine</source>
        <translation>両方の音源と例を作り、エンジンを選びます</translation>
    </message>
    <message>
        <source>The noise alone</source>
        <translation>ノイズのみの音</translation>
    </message>
    <message>
        <source>What is to stay alone</source>
        <translation>残したい音のみ</translation>
    </message>
    <message>
        <source>No file chosen</source>
        <translation>ファイルが選ばれていません</translation>
    </message>
</context>
<context>
    <name>NoisePreset</name>
    <message>
        <source>Reading {0}</source>
        <translation>{0}を読み込み中</translation>
    </message>
    <message>
        <source>Set up removing {0}</source>
        <translation>{0}の除去を設定</translation>
    </message>
    <message>
        <source>{0} has an example now, and {1} is learnt from the song itself: press Separate.</source>
        <translation>{0}に例ができました。{1}は曲自体から学習します。「分離」を押してください。</translation>
    </message>
    <message>
        <source>{0} and {1} have examples now: press Separate.</source>
        <translation>{0}と{1}に例ができました。「分離」を押してください。</translation>
    </message>
</context>
<context>
    <name>NoteChoice</name>
    <message>
        <source>No such note begins in the selected time.</source>
        <translation>選択範囲内で始まる該当ノートがありません。</translation>
    </message>
</context>
<context>
    <name>NoteController</name>
    <message>
        <source>Cut note</source>
        <translation>ノートをカット</translation>
    </message>
    <message>
        <source>Cut {0} notes</source>
        <translation>{0}個のノートをカット</translation>
    </message>
    <message>
        <source>Paste note</source>
        <translation>ノートをペースト</translation>
    </message>
    <message>
        <source>Paste {0} notes</source>
        <translation>{0}個のノートをペースト</translation>
    </message>
    <message>
        <source>Quantise note</source>
        <translation>ノートをクオンタイズ</translation>
    </message>
    <message>
        <source>Quantise {0} notes</source>
        <translation>{0}個のノートをクオンタイズ</translation>
    </message>
    <message>
        <source>No onset was heard near enough to the chosen notes.</source>
        <translation>選択したノートの近くにオンセットが検出されませんでした。</translation>
    </message>
    <message>
        <source>Split note</source>
        <translation>ノートを分割</translation>
    </message>
    <message>
        <source>Split {0} notes</source>
        <translation>{0}個のノートを分割</translation>
    </message>
    <message>
        <source>No such note sounds at the playhead. Put it where the note is to be split.</source>
        <translation>再生位置で鳴っている該当ノートがありません。分割したい位置に再生位置を置いてください。</translation>
    </message>
    <message>
        <source>Give note to {0}</source>
        <translation>ノートを{0}に割り当てる</translation>
    </message>
    <message>
        <source>Give {0} notes to {1}</source>
        <translation>{0}個のノートを{1}に割り当てる</translation>
    </message>
    <message>
        <source>Draw note in {0}</source>
        <translation>{0}にノートを描く</translation>
    </message>
    <message>
        <source>Copy note</source>
        <translation>ノートをコピー</translation>
    </message>
    <message>
        <source>Copy {0} notes</source>
        <translation>{0}個のノートをコピー</translation>
    </message>
    <message>
        <source>Move note</source>
        <translation>ノートを移動</translation>
    </message>
    <message>
        <source>Move {0} notes</source>
        <translation>{0}個のノートを移動</translation>
    </message>
    <message>
        <source>Resize note</source>
        <translation>ノートの長さを変更</translation>
    </message>
    <message>
        <source>Resize {0} notes</source>
        <translation>{0}個のノートの長さを変更</translation>
    </message>
    <message>
        <source>Delete note</source>
        <translation>ノートを削除</translation>
    </message>
    <message>
        <source>Delete {0} notes</source>
        <translation>{0}個のノートを削除</translation>
    </message>
    <message>
        <source>Move bar {0}</source>
        <translation>小節{0}を移動</translation>
    </message>
    <message>
        <source>Move the score here</source>
        <translation>スコアをこの位置で移動</translation>
    </message>
    <message>
        <source>Free bar {0}</source>
        <translation>小節{0}の固定を解除</translation>
    </message>
    <message>
        <source>Free the score here</source>
        <translation>この位置の固定を解除</translation>
    </message>
    <message>
        <source>1 note is chosen</source>
        <translation>1個のノートを選択中</translation>
    </message>
    <message>
        <source>{0} notes are chosen</source>
        <translation>{0}個のノートを選択中</translation>
    </message>
</context>
<context>
    <name>NoteDraw</name>
    <message>
        <source>A note belongs to a source: add one with Ctrl+T, or choose one in the mixer.</source>
        <translation>ノートは音源に属します。Ctrl+Tで追加するか、ミキサーで選んでください。</translation>
    </message>
</context>
<context>
    <name>NoteExtraction</name>
    <message>
        <source>Choose notes in the piano roll first: drag around them with tool 2, or over the keys beside them.</source>
        <translation>先にピアノロールでノートを選択してください。ツール2で囲むようにドラッグするか、横の鍵盤上をドラッグします。</translation>
    </message>
    <message>
        <source>Bringing the state of the version back</source>
        <translation>バージョンの状態を呼び出し中</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>ノート</translation>
    </message>
    <message>
        <source>{0} at {1}</source>
        <translation>{0}({1})</translation>
    </message>
    <message>
        <source>{0}, all notes</source>
        <translation>{0}、すべてのノート</translation>
    </message>
</context>
<context>
    <name>OnsetController</name>
    <message>
        <source>Listening for onsets</source>
        <translation>オンセットを検出中</translation>
    </message>
</context>
<context>
    <name>OutcomeCard</name>
    <message>
        <source>Progress of the export</source>
        <translation>書き出しの進行状況</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>フォルダを表示</translation>
    </message>
    <message>
        <source>Open the folder with the files</source>
        <translation>ファイルのあるフォルダを開きます</translation>
    </message>
    <message>
        <source>Copy report path</source>
        <translation>レポートのパスをコピー</translation>
    </message>
    <message>
        <source>Put the path of report.json on the clipboard</source>
        <translation>report.jsonのパスをクリップボードにコピーします</translation>
    </message>
    <message>
        <source>The path of the report is on the clipboard.</source>
        <translation>レポートのパスをクリップボードにコピーしました。</translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message>
        <source>Overview of the song</source>
        <translation>曲の全体表示</translation>
    </message>
    <message>
        <source>Drag to hear the song under the pointer</source>
        <translation>ドラッグするとポインタ位置の音が聞こえます</translation>
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
        <translation>パン: {0}(ダブルクリックで中央)</translation>
    </message>
</context>
<context>
    <name>ParameterForm</name>
    <message>
        <source>Advanced</source>
        <translation>詳細設定</translation>
    </message>
    <message>
        <source> ({0:g} to {1:g} {2})</source>
        <translation> ({0:g}～{1:g} {2})</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>自動</translation>
    </message>
</context>
<context>
    <name>PianoRollView</name>
    <message>
        <source>Piano roll</source>
        <translation>ピアノロール</translation>
    </message>
    <message>
        <source>Drop a MIDI file to see its notes</source>
        <translation>MIDIファイルをドロップするとノートが表示されます</translation>
    </message>
    <message>
        <source>{0} notes, {1} chosen</source>
        <translation>{0}個のノート、{1}個を選択中</translation>
    </message>
</context>
<context>
    <name>PolarityButton</name>
    <message>
        <source>the chosen source</source>
        <translation>選択中の音源</translation>
    </message>
    <message>
        <source>Painted regions do not belong to {0}</source>
        <translation>描いた領域は{0}に属さない</translation>
    </message>
    <message>
        <source>Painted regions belong to {0}</source>
        <translation>描いた領域は{0}に属する</translation>
    </message>
</context>
<context>
    <name>ProjectController</name>
    <message>
        <source>{0} is open already</source>
        <translation>{0}はすでに開いています</translation>
    </message>
    <message>
        <source>This is a copy: {0} cannot be written to now. Save as… gives the copy a place.</source>
        <translation>これはコピーです。{0}には現在書き込めません。「別名で保存…」で保存先を指定してください。</translation>
    </message>
    <message>
        <source>{0} is missing. Drop it on the window to hear it; what you said of it is here.</source>
        <translation>{0}が見つかりません。ウィンドウにドロップすると再生できます。書き込んだ情報は残っています。</translation>
    </message>
    <message>
        <source>Everything is saved as you work</source>
        <translation>作業内容は常に保存されています</translation>
    </message>
    <message>
        <source>Saved as {0}</source>
        <translation>{0}として保存しました</translation>
    </message>
    <message>
        <source>The stems are being kept; it goes on in a moment</source>
        <translation>ステムを保存しています。まもなく続行します</translation>
    </message>
    <message>
        <source>{0} has changed since it was last open; what you said of it is kept.</source>
        <translation>{0}は前回開いた後に変更されています。書き込んだ情報は保持されます。</translation>
    </message>
    <message>
        <source>It has {1} Hz now: all times stay at their seconds.</source>
        <translation>現在は{1} Hzです。時刻は秒単位で維持されます。</translation>
    </message>
    <message>
        <source>It is {2} long, not {3}: what lies behind its end stays in the project.</source>
        <translation>長さは{3}ではなく{2}です。終端より後の情報はプロジェクトに残ります。</translation>
    </message>
    <message>
        <source>The song is in the project now</source>
        <translation>曲をプロジェクトに取り込みました</translation>
    </message>
    <message>
        <source>Demo song</source>
        <translation>デモ曲</translation>
    </message>
    <message>
        <source>{0} - Stembrush</source>
        <translation>{0} - Stembrush</translation>
    </message>
</context>
<context>
    <name>ProjectQuestions</name>
    <message numerus="yes">
        <source>Without a project file %n step(s) of your work are lost.</source>
        <translation>
            <numerusform>プロジェクトファイルに保存しないと、%nステップの作業が失われます。</numerusform>
        </translation>
    </message>
    <message>
        <source>So are all versions of the stems that were not exported.</source>
        <translation>書き出していないステムのバージョンもすべて失われます。</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>破棄</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Keep the work on {0}?</source>
        <translation>{0}での作業を保存しますか?</translation>
    </message>
    <message>
        <source>Stembrush projects ({0})</source>
        <translation>Stembrushプロジェクト ({0})</translation>
    </message>
    <message>
        <source>Save the project</source>
        <translation>プロジェクトを保存</translation>
    </message>
    <message>
        <source>Find…</source>
        <translation>探す…</translation>
    </message>
    <message>
        <source>Look later</source>
        <translation>後で探す</translation>
    </message>
    <message>
        <source>It was in {0}. Without it the project can be seen and edited, but not heard.</source>
        <translation>元の場所は{0}です。ファイルがなくても表示と編集はできますが、再生はできません。</translation>
    </message>
    <message>
        <source>{0} is not where it was</source>
        <translation>{0}が元の場所にありません</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>すべてのファイル (*)</translation>
    </message>
    <message>
        <source>Find {0}</source>
        <translation>{0}を探す</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>使う</translation>
    </message>
    <message>
        <source>Open by itself</source>
        <translation>単独で開く</translation>
    </message>
    <message>
        <source>The project is about {0}, which is missing.</source>
        <translation>このプロジェクトの曲{0}が見つかりません。</translation>
    </message>
    <message>
        <source>Is {0} the song of this project?</source>
        <translation>{0}はこのプロジェクトの曲ですか?</translation>
    </message>
    <message>
        <source>Open a copy</source>
        <translation>コピーを開く</translation>
    </message>
    <message>
        <source>The project is in use</source>
        <translation>プロジェクトは使用中です</translation>
    </message>
    <message>
        <source>Bring up to date</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>The project is from an older version</source>
        <translation>プロジェクトは古いバージョンのものです</translation>
    </message>
    <message>
        <source>Revert</source>
        <translation>元に戻す</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) are taken back. Redo brings them again.</source>
        <translation>
            <numerusform>%nステップを取り消します。「やり直す」で元に戻せます。</numerusform>
        </translation>
    </message>
    <message>
        <source>Go back to the last opening?</source>
        <translation>前回開いたときの状態に戻しますか?</translation>
    </message>
    <message>
        <source>It cannot be brought back.</source>
        <translation>元には戻せません。</translation>
    </message>
    <message>
        <source>Discard the work on {0}?</source>
        <translation>{0}での作業を破棄しますか?</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>置き換え</translation>
    </message>
    <message>
        <source>There already is {0} in {1}.</source>
        <translation>{1}にはすでに{0}があります。</translation>
    </message>
    <message>
        <source>Replace the file?</source>
        <translation>ファイルを置き換えますか?</translation>
    </message>
</context>
<context>
    <name>RangeField</name>
    <message>
        <source>Whole song</source>
        <translation>曲全体</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>選択範囲</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>ループ</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>範囲</translation>
    </message>
    <message>
        <source>Nothing is selected; drag with the tool Select in a picture</source>
        <translation>何も選択されていません。「選択」ツールで各表示をドラッグしてください</translation>
    </message>
    <message>
        <source>There is no loop; drag in the ruler</source>
        <translation>ループがありません。ルーラーをドラッグしてください</translation>
    </message>
    <message>
        <source>{0} to {1}</source>
        <translation>{0}～{1}</translation>
    </message>
</context>
<context>
    <name>Readiness</name>
    <message>
        <source>Open a song first.</source>
        <translation>先に曲を開いてください。</translation>
    </message>
    <message>
        <source>The score is being read.</source>
        <translation>スコアを読み込んでいます。</translation>
    </message>
    <message>
        <source>The score is being matched to the song.</source>
        <translation>スコアを曲に合わせています。</translation>
    </message>
    <message>
        <source>Add a source and paint when it plays, or import a score: this engine has to be told.</source>
        <translation>音源を追加して鳴る部分を描くか、スコアを読み込んでください。このエンジンには手がかりが必要です。</translation>
    </message>
    <message>
        <source>Choose at least one source.</source>
        <translation>音源を1つ以上選んでください。</translation>
    </message>
    <message>
        <source>Something is missing, see above.</source>
        <translation>不足があります。上記をご覧ください。</translation>
    </message>
    <message>
        <source>Something has changed since these stems were separated.</source>
        <translation>このステムを分離したあとに変更があります。</translation>
    </message>
    <message>
        <source>Nothing has to be said first: this gives {0}. What you paint then makes them better.</source>
        <translation>事前の指定は不要です。{0}が得られます。その後に描き込むと、さらに良くなります。</translation>
    </message>
    <message>
        <source>To make it better, paint where {0} is silent (Alt + drag in its lane), then separate.</source>
        <translation>より良くするには、{0}が無音の部分を描いてから(レーンでAlt + ドラッグ)分離してください。</translation>
    </message>
</context>
<context>
    <name>RecentFiles</name>
    <message>
        <source>{0} is not there now</source>
        <translation>{0}は現在ありません</translation>
    </message>
    <message>
        <source>Clear the list</source>
        <translation>一覧を消去</translation>
    </message>
    <message>
        <source>Nothing was opened yet</source>
        <translation>まだ何も開いていません</translation>
    </message>
</context>
<context>
    <name>RecipeDialog</name>
    <message>
        <source>Recipe of {0}</source>
        <translation>{0}のレシピ</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>Your own words about this version; they are kept in the project</source>
        <translation>このバージョンについての自由なメモ。プロジェクトに保存されます</translation>
    </message>
    <message>
        <source>Your own words about this version</source>
        <translation>このバージョンについての自由なメモ</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>レシピ</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>Copy the recipe as text</source>
        <translation>レシピをテキストとしてコピーします</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Keep the note and close</source>
        <translation>メモを保存して閉じます</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>コピーしました</translation>
    </message>
</context>
<context>
    <name>ReferencesDialog</name>
    <message>
        <source>References</source>
        <translation>リファレンス</translation>
    </message>
    <message>
        <source>Files with the true sound of the sources, as long as the song and from its start.</source>
        <translation>各音源の正解の音のファイル。曲と同じ長さで、先頭から始まるもの。</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>選択…</translation>
    </message>
    <message>
        <source>Reference of {0}</source>
        <translation>{0}のリファレンス</translation>
    </message>
    <message>
        <source>Choose the file with the true sound of this source</source>
        <translation>この音源の正解の音のファイルを選びます</translation>
    </message>
    <message>
        <source>No reference for this source</source>
        <translation>この音源のリファレンスをなしにします</translation>
    </message>
    <message>
        <source>No reference for {0}</source>
        <translation>{0}のリファレンスなし</translation>
    </message>
    <message>
        <source>By name from a folder…</source>
        <translation>フォルダから名前で…</translation>
    </message>
    <message>
        <source>Take the files of a folder that are named like the sources</source>
        <translation>フォルダから、音源と同じ名前のファイルを選びます</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Leave the references as they were</source>
        <translation>リファレンスを変更せずに閉じます</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>測定</translation>
    </message>
    <message>
        <source>Compare the versions with these files</source>
        <translation>各バージョンをこれらのファイルと比較します</translation>
    </message>
    <message>
        <source>None</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>Sounds ({0})</source>
        <translation>音声 ({0})</translation>
    </message>
    <message>
        <source>Folder of the references</source>
        <translation>リファレンスのフォルダ</translation>
    </message>
</context>
<context>
    <name>RegionController</name>
    <message>
        <source>Add a source first: a region says what belongs to a source, or what does not.</source>
        <translation>先に音源を追加してください。領域は、音源に属するもの、または属さないものを示します。</translation>
    </message>
    <message>
        <source>Paint region for {0}</source>
        <translation>{0}の領域を描く</translation>
    </message>
    <message>
        <source>Mark not {0}</source>
        <translation>「{0}以外」としてマーク</translation>
    </message>
    <message>
        <source>Erase region</source>
        <translation>領域を消す</translation>
    </message>
    <message>
        <source>Delete region</source>
        <translation>領域を削除</translation>
    </message>
    <message>
        <source>Give region to {0}</source>
        <translation>領域を{0}に割り当てる</translation>
    </message>
</context>
<context>
    <name>RegionsItem</name>
    <message>
        <source>not {0}</source>
        <translation>{0}以外</translation>
    </message>
</context>
<context>
    <name>ScoreChoice</name>
    <message>
        <source>Telling the hands apart</source>
        <translation>左右の手を判別中</translation>
    </message>
</context>
<context>
    <name>ScoreController</name>
    <message>
        <source>Reading {0}</source>
        <translation>{0}を読み込み中</translation>
    </message>
    <message>
        <source>score</source>
        <translation>スコア</translation>
    </message>
    <message>
        <source>Importing {0}</source>
        <translation>{0}を読み込み中</translation>
    </message>
    <message>
        <source>Import {0}</source>
        <translation>{0}を読み込む</translation>
    </message>
    <message>
        <source>Matching the score to the song</source>
        <translation>スコアを曲に合わせています</translation>
    </message>
    <message>
        <source>Use the score&apos;s own times</source>
        <translation>スコア自体の時刻を使う</translation>
    </message>
    <message>
        <source>Match {0}</source>
        <translation>{0}を曲に合わせる</translation>
    </message>
</context>
<context>
    <name>ScoreImportDialog</name>
    <message>
        <source>Import score</source>
        <translation>スコアを読み込む</translation>
    </message>
    <message>
        <source>Drums</source>
        <translation>ドラム</translation>
    </message>
    <message>
        <source>Match to the song</source>
        <translation>曲に合わせる</translation>
    </message>
    <message>
        <source>Moves the notes to where they are played; off: the times of the file are taken</source>
        <translation>ノートを実際の演奏位置に移動します。オフ: ファイルの時刻をそのまま使います</translation>
    </message>
    <message>
        <source>Add to the score before</source>
        <translation>前のスコアに追加</translation>
    </message>
    <message>
        <source>Keeps the score before, as for one file per instrument; both files must be in the same time</source>
        <translation>前のスコアを残します（楽器ごとに 1 ファイルの場合など）。両方のファイルの時間が一致している必要があります</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>読み込む</translation>
    </message>
    <message>
        <source>Tracks of the score</source>
        <translation>スコアのトラック</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>スコア</translation>
    </message>
    <message>
        <source>{0} tracks, {1} notes, {2} long. Choose the source that plays each of them.</source>
        <translation>{0}トラック、{1}ノート、長さ{2}。各トラックを鳴らす音源を選んでください。</translation>
    </message>
    <message>
        <source>One track, {1} notes, {2} long. Choose the source that plays it, or split it.</source>
        <translation>1トラック、{1}ノート、長さ{2}。鳴らす音源を選ぶか、トラックを分割してください。</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>No note is taken.</source>
        <translation>ノートは読み込まれません。</translation>
    </message>
    <message>
        <source>and {0} more</source>
        <translation>他{0}件</translation>
    </message>
    <message>
        <source>Finding out which hand plays which note…</source>
        <translation>どちらの手のノートかを判別中…</translation>
    </message>
    <message>
        <source>Stays and is matched together with it: {0}.</source>
        <translation>残したまま一緒に照合します：{0}。</translation>
    </message>
    <message>
        <source>Replaces the score before: {0} will be removed.</source>
        <translation>以前のスコアを置き換えます: {0}は削除されます。</translation>
    </message>
    <message>
        <source>Piano</source>
        <translation>ピアノ</translation>
    </message>
    <message>
        <source>Chromatic percussion</source>
        <translation>鍵盤打楽器</translation>
    </message>
    <message>
        <source>Organ</source>
        <translation>オルガン</translation>
    </message>
    <message>
        <source>Guitar</source>
        <translation>ギター</translation>
    </message>
    <message>
        <source>Bass</source>
        <translation>ベース</translation>
    </message>
    <message>
        <source>Strings</source>
        <translation>ストリングス</translation>
    </message>
    <message>
        <source>Ensemble</source>
        <translation>アンサンブル</translation>
    </message>
    <message>
        <source>Brass</source>
        <translation>ブラス</translation>
    </message>
    <message>
        <source>Reed</source>
        <translation>リード</translation>
    </message>
    <message>
        <source>Pipe</source>
        <translation>フルート類</translation>
    </message>
    <message>
        <source>Synth lead</source>
        <translation>シンセリード</translation>
    </message>
    <message>
        <source>Synth pad</source>
        <translation>シンセパッド</translation>
    </message>
    <message>
        <source>Synth effects</source>
        <translation>シンセ効果</translation>
    </message>
    <message>
        <source>Ethnic</source>
        <translation>民族楽器</translation>
    </message>
    <message>
        <source>Percussive</source>
        <translation>パーカッション</translation>
    </message>
    <message>
        <source>Sound effects</source>
        <translation>効果音</translation>
    </message>
</context>
<context>
    <name>ScorePanel</name>
    <message>
        <source>Matching the score</source>
        <translation>スコアの位置合わせ</translation>
    </message>
    <message>
        <source>Import score…</source>
        <translation>スコアを読み込む…</translation>
    </message>
    <message>
        <source>Match the score to the song</source>
        <translation>スコアを曲に合わせる</translation>
    </message>
    <message>
        <source>Moves the notes to where they are played; off: the times of the file are taken</source>
        <translation>ノートを実際の演奏位置に移動します。オフ: ファイルの時刻をそのまま使います</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>スコア</translation>
    </message>
    <message>
        <source>No score yet. It tells which notes each source plays.</source>
        <translation>スコアはまだありません。各音源がどのノートを鳴らすかを示します。</translation>
    </message>
</context>
<context>
    <name>ScorePreview</name>
    <message>
        <source>Preview of the notes</source>
        <translation>ノートのプレビュー</translation>
    </message>
</context>
<context>
    <name>Screen</name>
    <message>
        <source>Song</source>
        <translation>曲</translation>
    </message>
    <message>
        <source>Demo song</source>
        <translation>デモ曲</translation>
    </message>
    <message>
        <source>{0}, version {1}</source>
        <translation>{0}、バージョン{1}</translation>
    </message>
    <message>
        <source>{0} is not open yet</source>
        <translation>{0}はまだ開いていません</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>Undo {0}</source>
        <translation>元に戻す: {0}</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>やり直す</translation>
    </message>
    <message>
        <source>Redo {0}</source>
        <translation>やり直す: {0}</translation>
    </message>
    <message>
        <source>Loading the engine</source>
        <translation>エンジンを読み込み中</translation>
    </message>
    <message>
        <source>Separated in {0}</source>
        <translation>{0}で分離しました</translation>
    </message>
    <message>
        <source>Stopped after {0}, stems kept</source>
        <translation>{0}で停止し、ステムを保持しました</translation>
    </message>
    <message>
        <source>Cancelled after {0}</source>
        <translation>{0}で中止しました</translation>
    </message>
    <message>
        <source>Failed after {0}</source>
        <translation>{0}で失敗しました</translation>
    </message>
    <message>
        <source>Ending…</source>
        <translation>終了しています…</translation>
    </message>
    <message>
        <source>Drop a score here: a MIDI file with one track per source</source>
        <translation>ここにスコアをドロップ: 音源ごとに1トラックのMIDIファイル</translation>
    </message>
    <message>
        <source>Separating; what is finished can be heard</source>
        <translation>分離中(完了した部分は試聴できます)</translation>
    </message>
    <message>
        <source>Separating…</source>
        <translation>分離中…</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>準備完了</translation>
    </message>
    <message>
        <source>Open a song to begin</source>
        <translation>曲を開いて始めましょう</translation>
    </message>
    <message>
        <source>Residual</source>
        <translation>残り</translation>
    </message>
    <message>
        <source>Mixture</source>
        <translation>ミックス</translation>
    </message>
    <message>
        <source>No score yet. It tells which notes each source plays.</source>
        <translation>スコアはまだありません。各音源がどのノートを鳴らすかを示します。</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>スコア</translation>
    </message>
    <message>
        <source>Matching to the song…</source>
        <translation>曲に合わせています…</translation>
    </message>
    <message>
        <source>Not matched: the times of the file are taken as they are.</source>
        <translation>位置合わせなし: ファイルの時刻をそのまま使います。</translation>
    </message>
    <message>
        <source>Cost of the match {0:.2f} (0 to 1, good up to {1:.2f})</source>
        <translation>位置合わせのコスト {0:.2f}(0–1、{1:.2f}以下が良好)</translation>
    </message>
    <message>
        <source>This may be the score of another piece. Its own times are kept.</source>
        <translation>別の曲のスコアかもしれません。スコア自体の時刻を使います。</translation>
    </message>
    <message>
        <source>Matched to the song: fits well.</source>
        <translation>曲に合わせました: よく一致しています。</translation>
    </message>
    <message>
        <source>Matched to the song: fits roughly.</source>
        <translation>曲に合わせました: おおよそ一致しています。</translation>
    </message>
</context>
<context>
    <name>SearchPanel</name>
    <message>
        <source>Find good settings</source>
        <translation>良い設定を探す</translation>
    </message>
    <message>
        <source>Progress of the search</source>
        <translation>探索の進み具合</translation>
    </message>
    <message>
        <source>Settings are drawn at random. With each, a part of the examples is learnt from, and mixtures of the rest, which was held back, are separated: the higher a point, the better.</source>
        <translation>設定をランダムに選びます。それぞれの設定で例の一部から学習し、取り分けておいた残りの例を混ぜた音を分離します。点が高いほど良い結果です。</translation>
    </message>
    <message>
        <source>Trials</source>
        <translation>試行</translation>
    </message>
    <message>
        <source>How many settings are tried until the search stops by itself</source>
        <translation>探索が自動的に終わるまでに試す設定の数</translation>
    </message>
    <message>
        <source>Folds</source>
        <translation>分割数</translation>
    </message>
    <message>
        <source>How often each is measured, every time on another part of the examples that is held back</source>
        <translation>各設定を測定する回数。毎回、例の別の部分を取り分けて測ります</translation>
    </message>
    <message>
        <source>Sizes of dictionaries, too</source>
        <translation>辞書の大きさも</translation>
    </message>
    <message>
        <source>Also try how many spectra a source has: more are often better, and slower</source>
        <translation>音源のスペクトルの数も試します。多いほど良いことが多い一方、遅くなります</translation>
    </message>
    <message>
        <source>What goes to the right</source>
        <translation>横軸に取るもの</translation>
    </message>
    <message>
        <source>What goes to the right in the picture: the trials, or one of their settings</source>
        <translation>図の横軸に取るもの: 試行、または設定の1つ</translation>
    </message>
    <message>
        <source>Across</source>
        <translation>横軸</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop the search; the trials stay, and it can be gone on with</source>
        <translation>探索を止めます。試行は残り、後で続けられます</translation>
    </message>
    <message>
        <source>Forget the trials</source>
        <translation>試行を消去</translation>
    </message>
    <message>
        <source>Forget all trials, so that the next search begins with what is set now</source>
        <translation>すべての試行を消去します。次の探索は現在の設定から始まります</translation>
    </message>
    <message>
        <source>Use these settings</source>
        <translation>この設定を使う</translation>
    </message>
    <message>
        <source>Set the engine as in the trial that is chosen, or else as in the best one</source>
        <translation>エンジンを、選択した試行(なければ最良の試行)のとおりに設定します</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Stop the search and close; the trials stay with the project</source>
        <translation>探索を止めて閉じます。試行はプロジェクトに残ります</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>続ける</translation>
    </message>
    <message>
        <source>Search anew</source>
        <translation>最初から探す</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>探す</translation>
    </message>
    <message>
        <source>Try more settings, as if the search had never been stopped</source>
        <translation>中断しなかった場合と同じように、続きの設定を試します</translation>
    </message>
    <message>
        <source>Begin with what is set now, then try settings that are drawn at random</source>
        <translation>現在の設定から始め、続いてランダムに選んだ設定を試します</translation>
    </message>
    <message>
        <source>Every trial becomes a point here.</source>
        <translation>試行ごとに、ここに点が表示されます。</translation>
    </message>
    <message>
        <source>Trial 1, as it was set, {0} dB</source>
        <translation>試行1(元の設定)、{0} dB</translation>
    </message>
    <message>
        <source>Trial {1}, {0} dB</source>
        <translation>試行{1}、{0} dB</translation>
    </message>
    <message>
        <source>{0}, the best so far</source>
        <translation>{0}、これまでの最良</translation>
    </message>
    <message>
        <source>{0}: {1} dB more than as it was set</source>
        <translation>{0}: 元の設定より{1} dB向上</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>はい</translation>
    </message>
    <message>
        <source>no</source>
        <translation>いいえ</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>自動</translation>
    </message>
</context>
<context>
    <name>SearchPlot</name>
    <message>
        <source>Trials by their score</source>
        <translation>スコア別の試行</translation>
    </message>
    <message>
        <source>SI-SDR of what was held back, dB</source>
        <translation>取り分けた例のSI-SDR(dB)</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>最良</translation>
    </message>
</context>
<context>
    <name>SeparationController</name>
    <message>
        <source>Everything else</source>
        <translation>その他すべて</translation>
    </message>
    <message>
        <source>Other drums</source>
        <translation>その他のドラム</translation>
    </message>
</context>
<context>
    <name>SettingsSearch</name>
    <message>
        <source>The search</source>
        <translation>探索</translation>
    </message>
    <message>
        <source>Hearing the examples…</source>
        <translation>例を分析中…</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>停止しています…</translation>
    </message>
    <message>
        <source>Trial {0} of {1}</source>
        <translation>試行{0}/{1}</translation>
    </message>
    <message>
        <source> · about {0} s each · {1} left</source>
        <translation> · 1回あたり約{0}秒 · 残り{1}</translation>
    </message>
    <message>
        <source>the examples or the settings are others than before, so the search began anew</source>
        <translation>例または設定が前と異なるため、最初から探索しています</translation>
    </message>
    <message numerus="yes">
        <source>%n trial(s)</source>
        <translation>
            <numerusform>%n回の試行</numerusform>
        </translation>
    </message>
    <message>
        <source>Done: {0}.</source>
        <translation>完了: {0}</translation>
    </message>
    <message>
        <source>Stopped: {0} so far.</source>
        <translation>停止しました: これまでに{0}</translation>
    </message>
    <message>
        <source>There is too little for folds: a third of the examples was held back once.</source>
        <translation>分割するには例が足りないため、3分の1を1回だけ取り分けました。</translation>
    </message>
    <message>
        <source>The engine is set as in trial {0}.</source>
        <translation>エンジンを試行{0}のとおりに設定しました。</translation>
    </message>
</context>
<context>
    <name>SongCollector</name>
    <message>
        <source>Collecting the song into the project</source>
        <translation>曲をプロジェクトに取り込み中</translation>
    </message>
    <message>
        <source>Collect the song into the project</source>
        <translation>曲をプロジェクトに取り込む</translation>
    </message>
    <message>
        <source>Stop collecting the song</source>
        <translation>曲の取り込みをやめる</translation>
    </message>
</context>
<context>
    <name>SongController</name>
    <message>
        <source>Opening {0}</source>
        <translation>{0}を開いています</translation>
    </message>
</context>
<context>
    <name>SoundOutput</name>
    <message>
        <source>Looking for devices</source>
        <translation>デバイスを検索中</translation>
    </message>
    <message>
        <source>Sound is back: {0}</source>
        <translation>音が出るようになりました: {0}</translation>
    </message>
</context>
<context>
    <name>SourceController</name>
    <message>
        <source>Add {0}</source>
        <translation>{0}を追加</translation>
    </message>
    <message>
        <source>Remove {0}</source>
        <translation>{0}を削除</translation>
    </message>
    <message>
        <source>Rename {0}</source>
        <translation>{0}の名前を変更</translation>
    </message>
    <message>
        <source>Colour {0}</source>
        <translation>{0}の色を変更</translation>
    </message>
    <message>
        <source>Move {0}</source>
        <translation>{0}を移動</translation>
    </message>
    <message>
        <source>Source {0}</source>
        <translation>音源{0}</translation>
    </message>
</context>
<context>
    <name>SourceStrip</name>
    <message>
        <source>Give this source a stem of its own; the others share one</source>
        <translation>この音源を独立したステムにします。残りは1つにまとまります</translation>
    </message>
    <message>
        <source>Choose the colour</source>
        <translation>色を選ぶ</translation>
    </message>
    <message>
        <source>Name of the source</source>
        <translation>音源の名前</translation>
    </message>
    <message>
        <source>Gain; double click for 0 dB</source>
        <translation>ゲイン(ダブルクリックで0 dB)</translation>
    </message>
    <message>
        <source>Leakage</source>
        <translation>音漏れ</translation>
    </message>
    <message>
        <source>Separate {0}</source>
        <translation>{0}を分離</translation>
    </message>
    <message>
        <source>Colour of {0}</source>
        <translation>{0}の色</translation>
    </message>
    <message>
        <source>Gain of {0}</source>
        <translation>{0}のゲイン</translation>
    </message>
    <message>
        <source>Pan of {0}</source>
        <translation>{0}のパン</translation>
    </message>
    <message>
        <source>Mute {0}</source>
        <translation>{0}をミュート</translation>
    </message>
    <message>
        <source>Solo {0}  (with Ctrl, Shift or Alt: alone)</source>
        <translation>{0}をソロ  (Ctrl、Shift、Alt併用: 単独)</translation>
    </message>
    <message>
        <source>Hold {0} while the song plays to paint when {1} plays</source>
        <translation>再生中に{0}を押している間、{1}の発音を描きます</translation>
    </message>
    <message>
        <source>leak –</source>
        <translation>漏れ –</translation>
    </message>
    <message>
        <source>Paint where {0} is silent to see how much of the others is in its stem</source>
        <translation>{0}が無音の部分を描くと、そのステムに他の音がどれだけ漏れているかが分かります</translation>
    </message>
    <message>
        <source>leak {0} dB</source>
        <translation>漏れ {0} dB</translation>
    </message>
    <message>
        <source>Level of the stem where {0} is painted silent, against the song there; lower is better</source>
        <translation>{0}が無音と描かれた部分での、曲に対するステムのレベル。低いほど良い値です</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>色</translation>
    </message>
    <message>
        <source>Colour {0}</source>
        <translation>色 {0}</translation>
    </message>
</context>
<context>
    <name>SpectrogramRegions</name>
    <message>
        <source>Region of {0}</source>
        <translation>{0}の領域</translation>
    </message>
    <message>
        <source>Belongs to {0}</source>
        <translation>{0}に属する</translation>
    </message>
    <message>
        <source>Not {0}</source>
        <translation>{0}以外</translation>
    </message>
    <message>
        <source>Give to {0}</source>
        <translation>{0}に割り当てる</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>削除</translation>
    </message>
</context>
<context>
    <name>SpectrogramView</name>
    <message>
        <source>Spectrogram</source>
        <translation>スペクトログラム</translation>
    </message>
    <message>
        <source>Drop a song to see it</source>
        <translation>曲をドロップすると表示されます</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Progress</source>
        <translation>進行状況</translation>
    </message>
    <message>
        <source>Time under the pointer</source>
        <translation>ポインタ位置の時刻</translation>
    </message>
    <message>
        <source>Frequency under the pointer</source>
        <translation>ポインタ位置の周波数</translation>
    </message>
    <message>
        <source>Note under the pointer</source>
        <translation>ポインタ位置の音名</translation>
    </message>
    <message>
        <source>Level under the pointer</source>
        <translation>ポインタ位置のレベル</translation>
    </message>
    <message>
        <source>{0} dropout</source>
        <translation>音切れ {0}回</translation>
    </message>
    <message>
        <source>{0} dropouts</source>
        <translation>音切れ {0}回</translation>
    </message>
    <message>
        <source>The computer was too busy {0} times to go on with the sound in time. Click to count from 0 again</source>
        <translation>コンピューターの負荷が高く、音の処理が{0}回間に合いませんでした。クリックで0から数え直します</translation>
    </message>
    <message>
        <source>Moments in which the sound broke off because the computer was too busy</source>
        <translation>コンピューターの負荷が高く、音が途切れた回数</translation>
    </message>
    <message>
        <source>{0} – {1} ({2:.2f} s)</source>
        <translation>{0} – {1} ({2:.2f}秒)</translation>
    </message>
    <message>
        <source>Selected: {0}</source>
        <translation>選択中: {0}</translation>
    </message>
</context>
<context>
    <name>StemList</name>
    <message>
        <source>Residual</source>
        <translation>残り</translation>
    </message>
    <message>
        <source>The residual is what belongs to no stem; with it all files sum to the song</source>
        <translation>残りはどのステムにも属さない音です。残りも含めて全ファイルを合計すると曲になります</translation>
    </message>
    <message>
        <source>All</source>
        <translation>すべて</translation>
    </message>
    <message>
        <source>Tick all files</source>
        <translation>すべてのファイルにチェックを付けます</translation>
    </message>
    <message>
        <source>None</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>Tick no file</source>
        <translation>すべてのチェックを外します</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>グループ</translation>
    </message>
    <message>
        <source>One file with the sum of several stems</source>
        <translation>複数のステムの合計を1ファイルにします</translation>
    </message>
    <message>
        <source>in {0}</source>
        <translation>{0}に含む</translation>
    </message>
    <message>
        <source>A file of its own</source>
        <translation>独立したファイル</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>書き出さない</translation>
    </message>
    <message>
        <source>Added to {0}</source>
        <translation>{0}に加える</translation>
    </message>
    <message>
        <source>New group…</source>
        <translation>新規グループ…</translation>
    </message>
    <message>
        <source>Everything but {0}</source>
        <translation>{0}以外すべて</translation>
    </message>
    <message>
        <source>Only this file</source>
        <translation>このファイルのみ</translation>
    </message>
    <message>
        <source>Edit the group…</source>
        <translation>グループを編集…</translation>
    </message>
    <message>
        <source>Remove the group</source>
        <translation>グループを削除</translation>
    </message>
    <message>
        <source>Add the residual to {0}</source>
        <translation>残りを{0}に加える</translation>
    </message>
</context>
<context>
    <name>StemStartDialog</name>
    <message>
        <source>What {0} plays in this song</source>
        <translation>この曲での{0}の音</translation>
    </message>
    <message>
        <source>{0} is taken as what {1} plays in the song, from this time on until it ends. It must be the true sound of this recording, not another take.</source>
        <translation>{0}を、この時刻からファイルの終わりまで、曲での{1}の音とみなします。別テイクではなく、この録音の実際の音でなければなりません。</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>Begins at</source>
        <translation>開始位置</translation>
    </message>
    <message>
        <source>Time of the song at which the file begins</source>
        <translation>ファイルが始まる曲の時刻</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>先頭</translation>
    </message>
    <message>
        <source>It begins with the song</source>
        <translation>曲の先頭から始まります</translation>
    </message>
    <message>
        <source>Playhead</source>
        <translation>再生位置</translation>
    </message>
    <message>
        <source>It begins at the playhead, {0}</source>
        <translation>再生位置({0})から始まります</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Leave the examples as they are</source>
        <translation>例をそのままにします</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>追加</translation>
    </message>
    <message>
        <source>Read the file and add it to the examples</source>
        <translation>ファイルを読み込み、例に追加します</translation>
    </message>
</context>
<context>
    <name>StereoMeter</name>
    <message>
        <source>Master level, left and right</source>
        <translation>マスターレベル、左右</translation>
    </message>
    <message>
        <source>Highest peaks: left {0} dB, right {1} dB of full scale; click to forget them</source>
        <translation>最大ピーク: フルスケール比で左{0} dB、右{1} dB。クリックでリセット</translation>
    </message>
</context>
<context>
    <name>TagsField</name>
    <message>
        <source>Title</source>
        <translation>タイトル</translation>
    </message>
    <message>
        <source>Artist</source>
        <translation>アーティスト</translation>
    </message>
    <message>
        <source>Album</source>
        <translation>アルバム</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>コメント</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>タグ</translation>
    </message>
    <message>
        <source>What players show of the files: title, artist, album, comment</source>
        <translation>プレーヤーに表示されるファイルの情報: タイトル、アーティスト、アルバム、コメント</translation>
    </message>
    <message>
        <source>Written into every file</source>
        <translation>すべてのファイルに書き込まれます</translation>
    </message>
</context>
<context>
    <name>TapAlong</name>
    <message>
        <source>Tap {0} silent</source>
        <translation>{0}を無音でタップ</translation>
    </message>
    <message>
        <source>Tap {0}</source>
        <translation>{0}をタップ</translation>
    </message>
</context>
<context>
    <name>TighteningController</name>
    <message>
        <source>No note was found to begin or end elsewhere than where it stands.</source>
        <translation>開始や終了が検出結果と異なるノートはありませんでした。</translation>
    </message>
    <message>
        <source>Tighten note</source>
        <translation>ノートを検出結果に合わせる</translation>
    </message>
    <message>
        <source>Tighten {0} notes</source>
        <translation>{0}個のノートを検出結果に合わせる</translation>
    </message>
    <message>
        <source>{0} of {1} notes tightened; half of their edges moved by {2:.0f} ms or more</source>
        <translation>{1}個中{0}個のノートを検出結果に合わせました。端の半数は{2:.0f} ms以上移動しました</translation>
    </message>
    <message>
        <source>There are no notes yet.</source>
        <translation>ノートはまだありません。</translation>
    </message>
    <message>
        <source>Separate first: the version that is shown tells where each note was found.</source>
        <translation>先に分離してください。表示中のバージョンから、各ノートの検出位置が分かります。</translation>
    </message>
    <message>
        <source>The version that is shown does not tell where notes were found; separate by the notes.</source>
        <translation>表示中のバージョンにはノートの検出位置の情報がありません。ノートを使って分離してください。</translation>
    </message>
</context>
<context>
    <name>TimeRuler</name>
    <message>
        <source>Time ruler</source>
        <translation>タイムルーラー</translation>
    </message>
    <message>
        <source>Drag to hear the song under the pointer</source>
        <translation>ドラッグするとポインタ位置の音が聞こえます</translation>
    </message>
</context>
<context>
    <name>ToolBar</name>
    <message>
        <source>Tools</source>
        <translation>ツール</translation>
    </message>
</context>
<context>
    <name>TrackRow</name>
    <message>
        <source>{0}, upper</source>
        <translation>{0}(上)</translation>
    </message>
    <message>
        <source>{0}, lower</source>
        <translation>{0}(下)</translation>
    </message>
    <message>
        <source>{0}, right hand</source>
        <translation>{0}(右手)</translation>
    </message>
    <message>
        <source>{0}, left hand</source>
        <translation>{0}(左手)</translation>
    </message>
    <message>
        <source>Split of {0}</source>
        <translation>{0}の分割</translation>
    </message>
    <message>
        <source>Divide this track into two sources</source>
        <translation>このトラックを2つの音源に分けます</translation>
    </message>
    <message>
        <source>Not split</source>
        <translation>分割なし</translation>
    </message>
    <message>
        <source>By hands</source>
        <translation>左右の手で</translation>
    </message>
    <message>
        <source>At a pitch</source>
        <translation>音高で</translation>
    </message>
    <message>
        <source>Lowest pitch of the upper part of {0}</source>
        <translation>{0}の上側パートの最低音</translation>
    </message>
    <message>
        <source>The upper part begins with this note</source>
        <translation>この音から上が上側パートになります</translation>
    </message>
    <message>
        <source>no notes</source>
        <translation>ノートなし</translation>
    </message>
    <message>
        <source>{0} notes, {1} to {2}</source>
        <translation>{0}ノート、{1}～{2}</translation>
    </message>
    <message>
        <source>New: {0}</source>
        <translation>新規: {0}</translation>
    </message>
    <message>
        <source>Notes of {0}</source>
        <translation>{0}のノート</translation>
    </message>
    <message>
        <source>With new: {0}</source>
        <translation>新規と一緒に: {0}</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>読み込まない</translation>
    </message>
    <message>
        <source>goes to</source>
        <translation>割り当て先</translation>
    </message>
    <message>
        <source>Right hand</source>
        <translation>右手</translation>
    </message>
    <message>
        <source>Left hand</source>
        <translation>左手</translation>
    </message>
    <message>
        <source>From {0}</source>
        <translation>{0}以上</translation>
    </message>
    <message>
        <source>Below {0}</source>
        <translation>{0}未満</translation>
    </message>
    <message>
        <source>Source of {0}: {1}</source>
        <translation>{0}の音源: {1}</translation>
    </message>
</context>
<context>
    <name>TransportBar</name>
    <message>
        <source>Transport</source>
        <translation>トランスポート</translation>
    </message>
    <message>
        <source>Mixture</source>
        <translation>ミックス</translation>
    </message>
    <message>
        <source>Stems</source>
        <translation>ステム</translation>
    </message>
    <message>
        <source>Residual</source>
        <translation>残り</translation>
    </message>
    <message>
        <source>Listen to</source>
        <translation>試聴</translation>
    </message>
    <message>
        <source>Listen to what is in no stem</source>
        <translation>どのステムにも入らない音を聴く</translation>
    </message>
    <message>
        <source>Separate first to hear what is in no stem</source>
        <translation>どのステムにも入らない音を聴くには先に分離してください</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>書き出し</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Length of the song</source>
        <translation>曲の長さ</translation>
    </message>
    <message>
        <source>What computes</source>
        <translation>計算装置</translation>
    </message>
    <message>
        <source>Stems {0}</source>
        <translation>ステム {0}</translation>
    </message>
    <message>
        <source>Listen to the stems of version {0}</source>
        <translation>バージョン{0}のステムを聴く</translation>
    </message>
    <message>
        <source>Listen to the stems</source>
        <translation>ステムを聴く</translation>
    </message>
    <message>
        <source>Separate first to hear the stems</source>
        <translation>ステムを聴くには先に分離してください</translation>
    </message>
    <message>
        <source>Listen to voice and accompaniment, which are split live</source>
        <translation>ライブで分離した歌声と伴奏を聴く</translation>
    </message>
    <message>
        <source>Voice and accompaniment are the whole song: nothing is left over</source>
        <translation>歌声と伴奏で曲全体になり、残りはありません</translation>
    </message>
    <message>
        <source>An input device is split live; leave Live to listen to the song</source>
        <translation>入力デバイスをライブ分離中です。曲を聴くにはライブを終えてください</translation>
    </message>
    <message>
        <source>Listen to the song as it is</source>
        <translation>元の曲を聴く</translation>
    </message>
    <message>
        <source>CPU, 1 core</source>
        <translation>CPU、1コア</translation>
    </message>
    <message>
        <source>CPU, {0} cores</source>
        <translation>CPU、{0}コア</translation>
    </message>
    <message>
        <source>Separations run on the processor, on {0} of {1} cores.</source>
        <translation>分離はプロセッサーの{1}コアのうち{0}コアで実行されます。</translation>
    </message>
    <message>
        <source>{0} is there, but no engine uses it yet.</source>
        <translation>{0}がありますが、まだどのエンジンも使いません。</translation>
    </message>
</context>
<context>
    <name>VersionCommands</name>
    <message>
        <source>What is finished of the running separation; it gets better until the end.</source>
        <translation>実行中の分離の、完了した部分です。最後まで改善され続けます。</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>プレビュー</translation>
    </message>
    <message>
        <source>of the running separation</source>
        <translation>実行中の分離</translation>
    </message>
    <message>
        <source>A separation is running.</source>
        <translation>分離を実行中です。</translation>
    </message>
    <message>
        <source>Its engine has left no state from which a run could go on.</source>
        <translation>エンジンが、続行に必要な状態を残していません。</translation>
    </message>
    <message>
        <source>Goes on from {0}</source>
        <translation>{0}から続行</translation>
    </message>
    <message>
        <source>Begins anew: only {0} can go on from {1}</source>
        <translation>最初から開始: {1}から続行できるのは{0}だけです</translation>
    </message>
    <message>
        <source>{0} is there; you still hear what you chose</source>
        <translation>{0}ができました。試聴は選択中のもののままです</translation>
    </message>
    <message>
        <source>Version {0}</source>
        <translation>バージョン{0}</translation>
    </message>
    <message>
        <source>Settings of {0} taken over</source>
        <translation>{0}の設定を適用しました</translation>
    </message>
    <message>
        <source>Its stems go for good: this cannot be undone.</source>
        <translation>ステムは完全に削除され、元には戻せません。</translation>
    </message>
    <message>
        <source>It frees {0} on the disk.</source>
        <translation>ディスクの空きが{0}増えます。</translation>
    </message>
    <message>
        <source>Remove {0}?</source>
        <translation>{0}を削除しますか?</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>残す</translation>
    </message>
</context>
<context>
    <name>VersionComparing</name>
    <message>
        <source>Reading the references</source>
        <translation>リファレンスを読み込み中</translation>
    </message>
    <message>
        <source>Reading the references…</source>
        <translation>リファレンスを読み込み中…</translation>
    </message>
    <message>
        <source>Measuring the versions</source>
        <translation>バージョンを測定中</translation>
    </message>
    <message>
        <source>Measuring {0}…</source>
        <translation>{0}を測定中…</translation>
    </message>
    <message>
        <source>SDR, SIR and SAR are known once files with the true sound of the sources are named.</source>
        <translation>各音源の正解の音のファイルを指定すると、SDR、SIR、SARが分かります。</translation>
    </message>
    <message>
        <source>Paint where a source is silent, and it is measured how much of the others is in its stem. SDR, SIR and SAR are known once files with the true sound of the sources are named.</source>
        <translation>音源が無音の部分を描くと、そのステムに他の音がどれだけ漏れているかを測定します。各音源の正解の音のファイルを指定すると、SDR、SIR、SARが分かります。</translation>
    </message>
    <message>
        <source>Leakage, dB</source>
        <translation>音漏れ(dB)</translation>
    </message>
    <message>
        <source>Level of a stem where its source is painted silent, against the song there; lower is better</source>
        <translation>音源が無音と描かれた部分での、曲に対するステムのレベル。低いほど良い値です</translation>
    </message>
    <message>
        <source>Residual, dB</source>
        <translation>残り(dB)</translation>
    </message>
    <message>
        <source>What the song has more than all stems, against the song; lower is better</source>
        <translation>曲からすべてのステムを除いた残りの、曲に対するレベル。低いほど良い値です</translation>
    </message>
    <message>
        <source>All stems</source>
        <translation>すべてのステム</translation>
    </message>
    <message>
        <source>Source to distortion ratio against the reference; higher is better</source>
        <translation>リファレンスに対する音源対歪み比。高いほど良い値です</translation>
    </message>
    <message>
        <source>Source to interference ratio: how little of the others is heard; higher is better</source>
        <translation>音源対干渉比: 他の音源がどれだけ聞こえないか。高いほど良い値です</translation>
    </message>
    <message>
        <source>Source to artefacts ratio: how little of anything else is heard; higher is better</source>
        <translation>音源対アーティファクト比: それ以外の音がどれだけ聞こえないか。高いほど良い値です</translation>
    </message>
    <message>
        <source>SDR of the stem beyond that of the song as it is; higher is better</source>
        <translation>ステムのSDRが元の曲のSDRを上回る分。高いほど良い値です</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>versions.csv</source>
        <translation>バージョン.csv</translation>
    </message>
    <message>
        <source>Export the comparison</source>
        <translation>比較を書き出す</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表 (*.csv)</translation>
    </message>
    <message>
        <source>Written to {0}</source>
        <translation>{0}に書き出しました</translation>
    </message>
</context>
<context>
    <name>VersionFigures</name>
    <message>
        <source>Measuring the residual</source>
        <translation>残りを測定中</translation>
    </message>
</context>
<context>
    <name>VersionKeeper</name>
    <message>
        <source>It was made of the song as it was before it changed.</source>
        <translation>曲が変更される前の状態から作られています。</translation>
    </message>
    <message>
        <source>Keeping the stems</source>
        <translation>ステムを保存中</translation>
    </message>
    <message>
        <source>Removing the version</source>
        <translation>バージョンを削除中</translation>
    </message>
    <message>
        <source>Bringing the stems back</source>
        <translation>ステムを呼び出し中</translation>
    </message>
    <message>
        <source>Bringing the state of the version back</source>
        <translation>バージョンの状態を呼び出し中</translation>
    </message>
</context>
<context>
    <name>VersionList</name>
    <message>
        <source>Versions</source>
        <translation>バージョン</translation>
    </message>
</context>
<context>
    <name>VersionWords</name>
    <message>
        <source>Version</source>
        <translation>バージョン</translation>
    </message>
    <message>
        <source>a version that was removed</source>
        <translation>削除されたバージョン</translation>
    </message>
    <message>
        <source>leak {0} dB</source>
        <translation>漏れ {0} dB</translation>
    </message>
    <message>
        <source>residual {0} dB</source>
        <translation>残り {0} dB</translation>
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
        <translation>{0}のみ</translation>
    </message>
    <message>
        <source>It is only in memory: it could not be stored in the project.</source>
        <translation>メモリ上にしかありません。プロジェクトに保存できませんでした。</translation>
    </message>
    <message>
        <source>Outdated: something was painted or written since.</source>
        <translation>古い結果です。その後に描画や書き込みがありました。</translation>
    </message>
    <message>
        <source>Stopped early.</source>
        <translation>途中で停止しました。</translation>
    </message>
    <message>
        <source>Went on from {0}.</source>
        <translation>{0}から続行しました。</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>エンジン</translation>
    </message>
    <message>
        <source>{0}, version {1}</source>
        <translation>{0}、バージョン{1}</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>作成日時</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>所要時間</translation>
    </message>
    <message>
        <source>{0}, stopped early</source>
        <translation>{0}、途中で停止</translation>
    </message>
    <message>
        <source>Selection only</source>
        <translation>選択範囲のみ</translation>
    </message>
    <message>
        <source>Went on from</source>
        <translation>続行元</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>音源</translation>
    </message>
    <message>
        <source>Painted and written</source>
        <translation>描画と書き込み</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>シード</translation>
    </message>
    <message>
        <source>In the project</source>
        <translation>プロジェクト内</translation>
    </message>
    <message>
        <source>revision {0}, something else was said since</source>
        <translation>リビジョン{0}、その後に変更あり</translation>
    </message>
    <message>
        <source>revision {0}, as it is now</source>
        <translation>リビジョン{0}、現在と同じ</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>自動</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>はい</translation>
    </message>
    <message>
        <source>no</source>
        <translation>いいえ</translation>
    </message>
    <message>
        <source>Leakage in dB</source>
        <translation>音漏れ(dB)</translation>
    </message>
    <message>
        <source>Residual in dB</source>
        <translation>残り(dB)</translation>
    </message>
    <message>
        <source>SDR in dB, mean</source>
        <translation>SDR(dB)、平均</translation>
    </message>
    <message>
        <source>NSDR in dB, mean</source>
        <translation>NSDR(dB)、平均</translation>
    </message>
</context>
<context>
    <name>VersionsPanel</name>
    <message>
        <source>Every separation is kept here, to be heard against the others and compared.</source>
        <translation>分離結果はすべてここに残り、聴き比べたり比較したりできます。</translation>
    </message>
    <message>
        <source>More for the chosen version</source>
        <translation>選択したバージョンのその他の操作</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>バージョン</translation>
    </message>
</context>
<context>
    <name>ViewBar</name>
    <message>
        <source>Picture</source>
        <translation>表示</translation>
    </message>
    <message>
        <source>Shown sound</source>
        <translation>表示する音</translation>
    </message>
    <message>
        <source>Frequency scale</source>
        <translation>周波数スケール</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>対数</translation>
    </message>
    <message>
        <source>Mel</source>
        <translation>メル</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>リニア</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>カラーマップ</translation>
    </message>
    <message>
        <source>Dynamic range</source>
        <translation>ダイナミックレンジ</translation>
    </message>
    <message>
        <source>Dynamic range: how much quieter than the loudest is still seen</source>
        <translation>ダイナミックレンジ: 最大音よりどれだけ小さい音まで表示するか</translation>
    </message>
    <message>
        <source>Mixture</source>
        <translation>ミックス</translation>
    </message>
</context>
<context>
    <name>WarpPicture</name>
    <message>
        <source>Course of the match</source>
        <translation>位置合わせの推移</translation>
    </message>
    <message>
        <source>At a steady tempo ({2:.0f} % of the score&apos;s) the song is up to {0:.1f} s behind and {1:.1f} s ahead. Places set by hand: {3}</source>
        <translation>一定テンポ(スコアの{2:.0f} %)に対し、曲は最大{0:.1f}秒遅れ、{1:.1f}秒進みます。手動で固定した箇所: {3}</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message numerus="yes">
        <source>%n step(s), {0}</source>
        <translation>
            <numerusform>%nステップ、{0}</numerusform>
        </translation>
    </message>
    <message>
        <source>A crash has left work on {0}. It is offered in the empty window: File &gt; New project.</source>
        <translation>異常終了により{0}の作業が残っています。空のウィンドウで復元できます: ファイル &gt; 新規プロジェクト</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>昨日</translation>
    </message>
</context>
<context>
    <name>_Corner</name>
    <message>
        <source>Bars</source>
        <translation>小節</translation>
    </message>
</context>
<context>
    <name>_RecoveredCard</name>
    <message>
        <source>Recovered: {0}</source>
        <translation>復元: {0}</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>Open the recovered {0}</source>
        <translation>復元した{0}を開く</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>破棄</translation>
    </message>
    <message>
        <source>Discard the recovered {0}</source>
        <translation>復元した{0}を破棄</translation>
    </message>
</context>
<context>
    <name>_RowPainter</name>
    <message>
        <source>Bringing the stems back…</source>
        <translation>ステムを呼び出し中…</translation>
    </message>
    <message>
        <source>Name of the version</source>
        <translation>バージョンの名前</translation>
    </message>
</context>
<context>
    <name>actions</name>
    <message>
        <source>New project</source>
        <translation>新規プロジェクト</translation>
    </message>
    <message>
        <source>Open song or project…</source>
        <translation>曲またはプロジェクトを開く…</translation>
    </message>
    <message>
        <source>Open the demo</source>
        <translation>デモを開く</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>別名で保存…</translation>
    </message>
    <message>
        <source>Revert to the last opening…</source>
        <translation>前回開いたときの状態に戻す…</translation>
    </message>
    <message>
        <source>Collect the song into the project</source>
        <translation>曲をプロジェクトに取り込む</translation>
    </message>
    <message>
        <source>Import score…</source>
        <translation>スコアを読み込む…</translation>
    </message>
    <message>
        <source>Import activity…</source>
        <translation>アクティビティを読み込む…</translation>
    </message>
    <message>
        <source>Export stems…</source>
        <translation>ステムを書き出す…</translation>
    </message>
    <message>
        <source>Export notes…</source>
        <translation>ノートを書き出す…</translation>
    </message>
    <message>
        <source>Export activity…</source>
        <translation>アクティビティを書き出す…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>やり直す</translation>
    </message>
    <message>
        <source>Cut notes</source>
        <translation>ノートをカット</translation>
    </message>
    <message>
        <source>Copy notes</source>
        <translation>ノートをコピー</translation>
    </message>
    <message>
        <source>Paste notes at the playhead</source>
        <translation>再生位置にノートをペースト</translation>
    </message>
    <message>
        <source>Delete what is chosen</source>
        <translation>選択したものを削除</translation>
    </message>
    <message>
        <source>Choose all notes</source>
        <translation>すべてのノートを選択</translation>
    </message>
    <message>
        <source>Choose all notes of the source</source>
        <translation>音源のノートをすべて選択</translation>
    </message>
    <message>
        <source>Choose all notes of these pitches</source>
        <translation>同じ音高のノートをすべて選択</translation>
    </message>
    <message>
        <source>Choose all notes between these pitches</source>
        <translation>この音高範囲のノートをすべて選択</translation>
    </message>
    <message>
        <source>Choose only notes in the selected time</source>
        <translation>選択範囲内のノートだけを選択</translation>
    </message>
    <message>
        <source>Extend the selection to the playhead</source>
        <translation>選択範囲を再生位置まで広げる</translation>
    </message>
    <message>
        <source>Clear the selection</source>
        <translation>選択を解除</translation>
    </message>
    <message>
        <source>Add source</source>
        <translation>音源を追加</translation>
    </message>
    <message>
        <source>Rename source</source>
        <translation>音源の名前を変更</translation>
    </message>
    <message>
        <source>Remove source</source>
        <translation>音源を削除</translation>
    </message>
    <message>
        <source>Choose the next source</source>
        <translation>次の音源を選択</translation>
    </message>
    <message>
        <source>Choose the source before</source>
        <translation>前の音源を選択</translation>
    </message>
    <message>
        <source>Move the source up</source>
        <translation>音源を上へ移動</translation>
    </message>
    <message>
        <source>Move the source down</source>
        <translation>音源を下へ移動</translation>
    </message>
    <message>
        <source>Mark the selection active</source>
        <translation>選択範囲を発音にする</translation>
    </message>
    <message>
        <source>Mark the selection silent</source>
        <translation>選択範囲を無音にする</translation>
    </message>
    <message>
        <source>Mark the selection unknown</source>
        <translation>選択範囲を不明にする</translation>
    </message>
    <message>
        <source>Mark active where there are notes</source>
        <translation>ノートのある部分を発音にする</translation>
    </message>
    <message>
        <source>Mark silent everywhere else</source>
        <translation>それ以外をすべて無音にする</translation>
    </message>
    <message>
        <source>The selection is the source alone</source>
        <translation>選択範囲は音源のみ</translation>
    </message>
    <message>
        <source>The selection is not the source</source>
        <translation>選択範囲は音源以外</translation>
    </message>
    <message>
        <source>The source alone, from files…</source>
        <translation>音源のみの音をファイルから…</translation>
    </message>
    <message>
        <source>What is not the source, from files…</source>
        <translation>音源以外の音をファイルから…</translation>
    </message>
    <message>
        <source>What the source plays in this song, from a file…</source>
        <translation>この曲での音源の音をファイルから…</translation>
    </message>
    <message>
        <source>Dictionary…</source>
        <translation>辞書…</translation>
    </message>
    <message>
        <source>Export this stem…</source>
        <translation>このステムを書き出す…</translation>
    </message>
    <message>
        <source>Quantise to the onsets heard</source>
        <translation>検出したオンセットにクオンタイズ</translation>
    </message>
    <message>
        <source>Tighten the notes to what was found</source>
        <translation>ノートを検出結果に合わせる</translation>
    </message>
    <message>
        <source>Split at the playhead</source>
        <translation>再生位置で分割</translation>
    </message>
    <message>
        <source>Give to the chosen source</source>
        <translation>選択中の音源に割り当てる</translation>
    </message>
    <message>
        <source>Match the score to the song</source>
        <translation>スコアを曲に合わせる</translation>
    </message>
    <message>
        <source>Match again from what is corrected</source>
        <translation>修正をもとに再度合わせる</translation>
    </message>
    <message>
        <source>Navigate</source>
        <translation>ナビゲート</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>選択</translation>
    </message>
    <message>
        <source>Paint activity</source>
        <translation>アクティビティを描く</translation>
    </message>
    <message>
        <source>Draw notes</source>
        <translation>ノートを描く</translation>
    </message>
    <message>
        <source>Paint regions</source>
        <translation>領域を描く</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>消しゴム</translation>
    </message>
    <message>
        <source>Snap to onsets</source>
        <translation>オンセットにスナップ</translation>
    </message>
    <message>
        <source>Box</source>
        <translation>矩形</translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation>なげなわ</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>ブラシ</translation>
    </message>
    <message>
        <source>Harmonic brush</source>
        <translation>倍音ブラシ</translation>
    </message>
    <message>
        <source>Not this source</source>
        <translation>この音源ではない</translation>
    </message>
    <message>
        <source>Smaller brush</source>
        <translation>ブラシを小さく</translation>
    </message>
    <message>
        <source>Larger brush</source>
        <translation>ブラシを大きく</translation>
    </message>
    <message>
        <source>Play or stop</source>
        <translation>再生/停止</translation>
    </message>
    <message>
        <source>Play the selection</source>
        <translation>選択範囲を再生</translation>
    </message>
    <message>
        <source>Go to the start</source>
        <translation>先頭へ移動</translation>
    </message>
    <message>
        <source>Go to the end</source>
        <translation>末尾へ移動</translation>
    </message>
    <message>
        <source>Back by a second</source>
        <translation>1秒戻る</translation>
    </message>
    <message>
        <source>On by a second</source>
        <translation>1秒進む</translation>
    </message>
    <message>
        <source>Back by a tenth of a second</source>
        <translation>0.1秒戻る</translation>
    </message>
    <message>
        <source>On by a tenth of a second</source>
        <translation>0.1秒進む</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>ループ</translation>
    </message>
    <message>
        <source>Loop from here</source>
        <translation>ここからループ</translation>
    </message>
    <message>
        <source>Loop to here</source>
        <translation>ここまでループ</translation>
    </message>
    <message>
        <source>Switch between mixture and stems</source>
        <translation>ミックスとステムを切り替え</translation>
    </message>
    <message>
        <source>Listen to the residual and back</source>
        <translation>残りの試聴を切り替え</translation>
    </message>
    <message>
        <source>Match levels</source>
        <translation>音量を揃える</translation>
    </message>
    <message>
        <source>Live: voice / accompaniment</source>
        <translation>ライブ: 歌声/伴奏</translation>
    </message>
    <message>
        <source>What is split live…</source>
        <translation>ライブ分離の対象…</translation>
    </message>
    <message>
        <source>Solo the chosen source</source>
        <translation>選択中の音源をソロ</translation>
    </message>
    <message>
        <source>Mute the chosen source</source>
        <translation>選択中の音源をミュート</translation>
    </message>
    <message>
        <source>Clear all solos and mutes</source>
        <translation>ソロとミュートをすべて解除</translation>
    </message>
    <message>
        <source>Sound device…</source>
        <translation>オーディオデバイス…</translation>
    </message>
    <message>
        <source>Reset peaks and dropouts</source>
        <translation>ピークと音切れをリセット</translation>
    </message>
    <message>
        <source>Separate</source>
        <translation>分離</translation>
    </message>
    <message>
        <source>Separate the selection only</source>
        <translation>選択範囲だけを分離</translation>
    </message>
    <message>
        <source>Separate the chosen notes</source>
        <translation>選択したノートを分離</translation>
    </message>
    <message>
        <source>Find good settings…</source>
        <translation>良い設定を探す…</translation>
    </message>
    <message>
        <source>Stop and keep the result</source>
        <translation>停止して結果を保持</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Switch between the last two versions</source>
        <translation>直近の2つのバージョンを切り替え</translation>
    </message>
    <message>
        <source>Version A</source>
        <translation>バージョンA</translation>
    </message>
    <message>
        <source>Version B</source>
        <translation>バージョンB</translation>
    </message>
    <message>
        <source>Version C</source>
        <translation>バージョンC</translation>
    </message>
    <message>
        <source>Version D</source>
        <translation>バージョンD</translation>
    </message>
    <message>
        <source>Version E</source>
        <translation>バージョンE</translation>
    </message>
    <message>
        <source>Version F</source>
        <translation>バージョンF</translation>
    </message>
    <message>
        <source>Version G</source>
        <translation>バージョンG</translation>
    </message>
    <message>
        <source>Version H</source>
        <translation>バージョンH</translation>
    </message>
    <message>
        <source>Version I</source>
        <translation>バージョンI</translation>
    </message>
    <message>
        <source>Preview of the running separation</source>
        <translation>実行中の分離のプレビュー</translation>
    </message>
    <message>
        <source>Rename version</source>
        <translation>バージョンの名前を変更</translation>
    </message>
    <message>
        <source>Note on the version…</source>
        <translation>バージョンのメモ…</translation>
    </message>
    <message>
        <source>Recipe of the version…</source>
        <translation>バージョンのレシピ…</translation>
    </message>
    <message>
        <source>Go on from this version</source>
        <translation>このバージョンから続行</translation>
    </message>
    <message>
        <source>Use its settings again</source>
        <translation>この設定を再利用</translation>
    </message>
    <message>
        <source>Compare versions…</source>
        <translation>バージョンを比較…</translation>
    </message>
    <message>
        <source>Remove version…</source>
        <translation>バージョンを削除…</translation>
    </message>
    <message>
        <source>Remove noise…</source>
        <translation>ノイズを除去…</translation>
    </message>
    <message>
        <source>Measure against references…</source>
        <translation>リファレンスで測定…</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>拡大</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>縮小</translation>
    </message>
    <message>
        <source>Fit the song</source>
        <translation>曲全体を表示</translation>
    </message>
    <message>
        <source>Zoom to the selection</source>
        <translation>選択範囲を拡大</translation>
    </message>
    <message>
        <source>Follow the playhead</source>
        <translation>再生位置を追いかける</translation>
    </message>
    <message>
        <source>Notes over the spectrogram</source>
        <translation>スペクトログラムにノートを表示</translation>
    </message>
    <message>
        <source>Found activity over the notes</source>
        <translation>ノートに検出アクティビティを表示</translation>
    </message>
    <message>
        <source>Go to the next picture</source>
        <translation>次の表示へ移動</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>ライトテーマ</translation>
    </message>
    <message>
        <source>Language of the system</source>
        <translation>システムの言語</translation>
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
        <translation>キーとマウス…</translation>
    </message>
    <message>
        <source>About Stembrush</source>
        <translation>Stembrushについて</translation>
    </message>
    <message>
        <source>File</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>編集</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>音源</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>ノート</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>ツール</translation>
    </message>
    <message>
        <source>Transport</source>
        <translation>トランスポート</translation>
    </message>
    <message>
        <source>Separation</source>
        <translation>分離</translation>
    </message>
    <message>
        <source>View</source>
        <translation>表示</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>ヘルプ</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>例</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>言語</translation>
    </message>
    <message>
        <source>Hear version</source>
        <translation>バージョンを試聴</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>全般</translation>
    </message>
    <message>
        <source>Play from here</source>
        <translation>ここから再生</translation>
    </message>
    <message>
        <source>Set the loop</source>
        <translation>ループを設定</translation>
    </message>
    <message>
        <source>Drag in the ruler</source>
        <translation>ルーラーをドラッグ</translation>
    </message>
    <message>
        <source>Hear the spot under the pointer</source>
        <translation>ポインタ位置の音を聴く</translation>
    </message>
    <message>
        <source>Drag the grip of the playhead, or Ctrl + drag in the ruler</source>
        <translation>再生位置のつまみをドラッグ、またはルーラーをCtrl + ドラッグ</translation>
    </message>
    <message>
        <source>Zoom time at the pointer</source>
        <translation>ポインタ位置で時間軸を拡大/縮小</translation>
    </message>
    <message>
        <source>Ctrl + wheel</source>
        <translation>Ctrl + ホイール</translation>
    </message>
    <message>
        <source>Zoom pitch at the pointer</source>
        <translation>ポインタ位置で音高軸を拡大/縮小</translation>
    </message>
    <message>
        <source>Ctrl + Shift + wheel</source>
        <translation>Ctrl + Shift + ホイール</translation>
    </message>
    <message>
        <source>Scroll time</source>
        <translation>時間軸をスクロール</translation>
    </message>
    <message>
        <source>Shift + wheel</source>
        <translation>Shift + ホイール</translation>
    </message>
    <message>
        <source>Scroll pitch</source>
        <translation>音高軸をスクロール</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>ホイール</translation>
    </message>
    <message>
        <source>Pan with any tool</source>
        <translation>どのツールでも画面を移動</translation>
    </message>
    <message>
        <source>Middle button drag</source>
        <translation>中ボタンでドラッグ</translation>
    </message>
    <message>
        <source>Give up a drag</source>
        <translation>ドラッグを取り消す</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Mixer</source>
        <translation>ミキサー</translation>
    </message>
    <message>
        <source>Fader to 0 dB</source>
        <translation>フェーダーを0 dBに</translation>
    </message>
    <message>
        <source>Double click</source>
        <translation>ダブルクリック</translation>
    </message>
    <message>
        <source>Pan to the centre</source>
        <translation>パンを中央に</translation>
    </message>
    <message>
        <source>Exclusive solo</source>
        <translation>排他ソロ</translation>
    </message>
    <message>
        <source>Give an example of a source</source>
        <translation>音源の例を与える</translation>
    </message>
    <message>
        <source>Drop a sound file on it</source>
        <translation>音源に音声ファイルをドロップ</translation>
    </message>
    <message>
        <source>Remove an example</source>
        <translation>例を削除</translation>
    </message>
    <message>
        <source>Del on one of its buttons</source>
        <translation>例のボタン上でDel</translation>
    </message>
    <message>
        <source>Dictionary</source>
        <translation>辞書</translation>
    </message>
    <message>
        <source>Hear a column</source>
        <translation>列を聴く</translation>
    </message>
    <message>
        <source>Click, or Space</source>
        <translation>クリック、またはSpace</translation>
    </message>
    <message>
        <source>Choose several columns</source>
        <translation>複数の列を選択</translation>
    </message>
    <message>
        <source>Drag, Shift + click, Ctrl + click, or Shift + arrows</source>
        <translation>ドラッグ、Shift + クリック、Ctrl + クリック、またはShift + 矢印</translation>
    </message>
    <message>
        <source>Remove the chosen columns</source>
        <translation>選択した列を削除</translation>
    </message>
    <message>
        <source>Name a column</source>
        <translation>列に名前を付ける</translation>
    </message>
    <message>
        <source>Zoom the columns</source>
        <translation>列を拡大/縮小</translation>
    </message>
    <message>
        <source>Ctrl + wheel, + and -, F: all</source>
        <translation>Ctrl + ホイール、+と-、F: すべて</translation>
    </message>
    <message>
        <source>Use a dictionary from a file</source>
        <translation>ファイルの辞書を使う</translation>
    </message>
    <message>
        <source>Drop the file on it</source>
        <translation>ファイルをドロップ</translation>
    </message>
    <message>
        <source>Choose the notes of a pitch range</source>
        <translation>音域のノートを選択</translation>
    </message>
    <message>
        <source>Click or drag on the keyboard, Shift: add, Ctrl: one source</source>
        <translation>鍵盤をクリックまたはドラッグ、Shift: 追加、Ctrl: 1つの音源</translation>
    </message>
    <message>
        <source>Drag selects time, in the piano roll notes · Drag a note to move it, an edge to resize it</source>
        <translation>ドラッグで時間を選択、ピアノロールではノートを選択 · ノートをドラッグで移動、端で長さを変更</translation>
    </message>
    <message>
        <source>Open a song or a score</source>
        <translation>曲またはスコアを開く</translation>
    </message>
    <message>
        <source>Click in a picture or the overview</source>
        <translation>各表示または全体表示をクリック</translation>
    </message>
    <message>
        <source>Drop a file on the window</source>
        <translation>ファイルをウィンドウにドロップ</translation>
    </message>
    <message>
        <source>Ctrl, Shift or Alt + click on S</source>
        <translation>Ctrl、ShiftまたはAlt + Sボタンをクリック</translation>
    </message>
    <message>
        <source>Forget the highest peak</source>
        <translation>最大ピークをリセット</translation>
    </message>
    <message>
        <source>Click on a meter</source>
        <translation>メーターをクリック</translation>
    </message>
    <message>
        <source>Menu of a source</source>
        <translation>音源のメニュー</translation>
    </message>
    <message>
        <source>Right click</source>
        <translation>右クリック</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>バージョン</translation>
    </message>
    <message>
        <source>Hear and show a version</source>
        <translation>バージョンを試聴・表示</translation>
    </message>
    <message>
        <source>Click, or up and down</source>
        <translation>クリック、または↑/↓</translation>
    </message>
    <message>
        <source>Rename a version</source>
        <translation>バージョンの名前を変更</translation>
    </message>
    <message>
        <source>Double click, or Enter</source>
        <translation>ダブルクリック、またはEnter</translation>
    </message>
    <message>
        <source>Remove a version</source>
        <translation>バージョンを削除</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Del</translation>
    </message>
    <message>
        <source>Menu of a version</source>
        <translation>バージョンのメニュー</translation>
    </message>
    <message>
        <source>Lanes</source>
        <translation>レーン</translation>
    </message>
    <message>
        <source>Paint active</source>
        <translation>発音を描く</translation>
    </message>
    <message>
        <source>Drag</source>
        <translation>ドラッグ</translation>
    </message>
    <message>
        <source>Paint silent</source>
        <translation>無音を描く</translation>
    </message>
    <message>
        <source>Alt + drag</source>
        <translation>Alt + ドラッグ</translation>
    </message>
    <message>
        <source>Paint unknown</source>
        <translation>不明に戻す</translation>
    </message>
    <message>
        <source>Shift + drag</source>
        <translation>Shift + ドラッグ</translation>
    </message>
    <message>
        <source>Move an edge</source>
        <translation>端を移動</translation>
    </message>
    <message>
        <source>Drag the edge, Alt: without snapping</source>
        <translation>端をドラッグ、Alt: スナップなし</translation>
    </message>
    <message>
        <source>Move a span</source>
        <translation>区間を移動</translation>
    </message>
    <message>
        <source>Ctrl + drag</source>
        <translation>Ctrl + ドラッグ</translation>
    </message>
    <message>
        <source>Select a span</source>
        <translation>区間を選択</translation>
    </message>
    <message>
        <source>Tap along while it plays</source>
        <translation>再生に合わせてタップ</translation>
    </message>
    <message>
        <source>Hold 1 to 9, with Alt: silent</source>
        <translation>1～9を押し続ける、Alt併用: 無音</translation>
    </message>
    <message>
        <source>Mark the selection</source>
        <translation>選択範囲をマーク</translation>
    </message>
    <message>
        <source>Enter, with Alt: silent, Del: unknown</source>
        <translation>Enter、Alt併用: 無音、Del: 不明</translation>
    </message>
    <message>
        <source>Piano roll</source>
        <translation>ピアノロール</translation>
    </message>
    <message>
        <source>Draw a note</source>
        <translation>ノートを描く</translation>
    </message>
    <message>
        <source>Click or drag</source>
        <translation>クリックまたはドラッグ</translation>
    </message>
    <message>
        <source>Move notes</source>
        <translation>ノートを移動</translation>
    </message>
    <message>
        <source>Drag or arrows, Alt: without the grid</source>
        <translation>ドラッグまたは矢印、Alt: グリッドなし</translation>
    </message>
    <message>
        <source>Move notes by an octave or a bar</source>
        <translation>ノートをオクターブ/小節単位で移動</translation>
    </message>
    <message>
        <source>Ctrl + arrows</source>
        <translation>Ctrl + 矢印</translation>
    </message>
    <message>
        <source>Resize notes</source>
        <translation>ノートの長さを変更</translation>
    </message>
    <message>
        <source>Drag an edge or Shift + arrows</source>
        <translation>端をドラッグ、またはShift + 矢印</translation>
    </message>
    <message>
        <source>Add to the chosen notes</source>
        <translation>選択ノートに追加</translation>
    </message>
    <message>
        <source>Shift + click</source>
        <translation>Shift + クリック</translation>
    </message>
    <message>
        <source>Delete a note</source>
        <translation>ノートを削除</translation>
    </message>
    <message>
        <source>Correct the match of the score</source>
        <translation>スコアの位置合わせを修正</translation>
    </message>
    <message>
        <source>Drag a bar, or Ctrl + Shift + drag a note</source>
        <translation>小節線をドラッグ、またはCtrl + Shift + ノートをドラッグ</translation>
    </message>
    <message>
        <source>Free a corrected bar</source>
        <translation>修正した小節の固定を解除</translation>
    </message>
    <message>
        <source>Right click on the bar</source>
        <translation>小節線を右クリック</translation>
    </message>
    <message>
        <source>Spectrogram</source>
        <translation>スペクトログラム</translation>
    </message>
    <message>
        <source>Paint a region</source>
        <translation>領域を描く</translation>
    </message>
    <message>
        <source>Paint the other of belongs and not</source>
        <translation>「属する/属さない」を逆にして描く</translation>
    </message>
    <message>
        <source>Brush with a square tip</source>
        <translation>四角い先端で塗る</translation>
    </message>
    <message>
        <source>Draw a region by keys</source>
        <translation>キーで領域を描く</translation>
    </message>
    <message>
        <source>Arrows and Shift + arrows, then Enter</source>
        <translation>矢印とShift + 矢印、続いてEnter</translation>
    </message>
    <message>
        <source>Menu of a region</source>
        <translation>領域のメニュー</translation>
    </message>
    <message>
        <source>Drag moves the pictures · Click plays from there · Wheel scrolls, Ctrl + wheel zooms</source>
        <translation>ドラッグで画面を移動・クリックでそこから再生・ホイールでスクロール、Ctrl併用で拡大/縮小</translation>
    </message>
    <message>
        <source>Drag paints active · Alt silent · Shift unknown</source>
        <translation>ドラッグで発音・Altで無音・Shiftで不明</translation>
    </message>
    <message>
        <source>Click or drag draws a note · Drag moves one, its edges resize · Del deletes</source>
        <translation>クリックまたはドラッグでノートを描く・ドラッグで移動、端で長さを変更・Delで削除</translation>
    </message>
    <message>
        <source>Drag in the spectrogram paints a region of the chosen source · N: does not belong</source>
        <translation>スペクトログラムをドラッグして選択中の音源の領域を描く・N: 属さない</translation>
    </message>
    <message>
        <source>Drag erases regions and notes, and makes activity unknown</source>
        <translation>ドラッグで領域とノートを消し、アクティビティを不明にする</translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>{0}: labels nothing; write one line per span below {1}</source>
        <translation>{0}: 区間がありません。{1}の下に1区間1行で記入してください</translation>
    </message>
    <message>
        <source>{0}: has {1} fields instead of 4; write {2}</source>
        <translation>{0}: フィールドが4個ではなく{1}個です。{2}と記入してください</translation>
    </message>
    <message>
        <source>{0}: the state is {1}; use active or silent</source>
        <translation>{0}: 状態が{1}です。activeまたはsilentを使ってください</translation>
    </message>
    <message>
        <source>{0}, line {1}: is not CSV ({2}); export it again</source>
        <translation>{0}、{1}行目: CSVではありません({2})。書き出し直してください</translation>
    </message>
    <message>
        <source>{0}, line {1}: the header is not {2}; add it</source>
        <translation>{0}、{1}行目: ヘッダーが{2}ではありません。追加してください</translation>
    </message>
    <message>
        <source>{0}: labels nothing; sources are read from annotations of {1} or segment_open</source>
        <translation>{0}: 区間がありません。音源は{1}またはsegment_openのアノテーションから読み込みます</translation>
    </message>
    <message>
        <source>{0}, line {1}: is not JSON ({2}); it may be cut off, export it again</source>
        <translation>{0}、{1}行目: JSONではありません({2})。途中で切れている可能性があります。書き出し直してください</translation>
    </message>
    <message>
        <source>{0}: is not of the JAMS format; export it again</source>
        <translation>{0}: JAMS形式ではありません。書き出し直してください</translation>
    </message>
    <message>
        <source>{0}: labels nothing; write one line per span: start, end, source</source>
        <translation>{0}: 区間がありません。1区間1行で、開始、終了、音源を記入してください</translation>
    </message>
    <message>
        <source>{0}: has {1} fields instead of 3; write start, end, source</source>
        <translation>{0}: フィールドが3個ではなく{1}個です。開始、終了、音源を記入してください</translation>
    </message>
    <message>
        <source>{0}: is not text; choose {1}</source>
        <translation>{0}: テキストではありません。{1}を選んでください</translation>
    </message>
    <message>
        <source>{0}, {1}: names no source</source>
        <translation>{0}、{1}: 音源名がありません</translation>
    </message>
    <message>
        <source>{0}, {1}: ends at {2} s, which is not after its start at {3} s</source>
        <translation>{0}、{1}: 終了{2}秒が開始{3}秒より後ではありません</translation>
    </message>
    <message>
        <source>{0}: {1} is not a time; write seconds from the start, such as 12.5</source>
        <translation>{0}: {1}は時刻ではありません。12.5のように先頭からの秒数で記入してください</translation>
    </message>
    <message>
        <source>{0}: every span lies after the end of the song ({1} s); check the times</source>
        <translation>{0}: すべての区間が曲の終わり({1}秒)より後です。時刻を確認してください</translation>
    </message>
    <message>
        <source>{0}, {1}: there is no source {2}; the sources are {3}</source>
        <translation>{0}、{1}: 音源{2}はありません。音源は{3}です</translation>
    </message>
    <message>
        <source>{0}: is not a file; choose {1}</source>
        <translation>{0}: ファイルではありません。{1}を選んでください</translation>
    </message>
    <message>
        <source>{0}: is larger than {1} MB; choose {2}</source>
        <translation>{0}: {1} MBを超えています。{2}を選んでください</translation>
    </message>
    <message>
        <source>{0}: there is no such file; check the name</source>
        <translation>{0}: ファイルがありません。名前を確認してください</translation>
    </message>
    <message>
        <source>{0}: is a folder; choose {1}</source>
        <translation>{0}: フォルダです。{1}を選んでください</translation>
    </message>
    <message>
        <source>{0}: cannot be read ({1}); check the permissions</source>
        <translation>{0}: 読み込めません({1})。アクセス権を確認してください</translation>
    </message>
    <message>
        <source>{0}: cannot be written ({1}); choose another folder or disk</source>
        <translation>{0}: 書き込めません({1})。別のフォルダまたはディスクを選んでください</translation>
    </message>
    <message>
        <source>The song is silent, so no score can be matched to it; choose another song or switch alignment off</source>
        <translation>曲が無音のため、スコアを合わせられません。別の曲を選ぶか、位置合わせをオフにしてください</translation>
    </message>
    <message>
        <source>The score has no notes; choose another score</source>
        <translation>スコアにノートがありません。別のスコアを選んでください</translation>
    </message>
    <message>
        <source>The score lasts {0} hours; scores of up to 4 hours can be aligned</source>
        <translation>スコアの長さが{0}時間です。位置合わせは4時間までです</translation>
    </message>
    <message>
        <source>The alignment was cancelled</source>
        <translation>位置合わせを中止しました</translation>
    </message>
    <message>
        <source>The pair of score {0} s and song {1} s lies outside the song; remove it</source>
        <translation>スコア{0}秒と曲{1}秒の組が曲の範囲外です。削除してください</translation>
    </message>
    <message>
        <source>The pairs at {0} s and {1} s of the score contradict each other; remove one</source>
        <translation>スコアの{0}秒と{1}秒の組が矛盾しています。どちらかを削除してください</translation>
    </message>
    <message>
        <source>holds independent patterns (MIDI format 2) without a common time; export it as format 1</source>
        <translation>共通の時間軸がない独立パターン(MIDIフォーマット2)です。フォーマット1で書き出してください</translation>
    </message>
    <message>
        <source>holds no notes; choose the score of the song</source>
        <translation>ノートがありません。曲のスコアを選んでください</translation>
    </message>
    <message>
        <source>lasts {0} hours, so its tempo or times are damaged; export it again</source>
        <translation>長さが{0}時間あり、テンポまたは時刻が壊れています。書き出し直してください</translation>
    </message>
    <message>
        <source>is not a file; choose a .mid file</source>
        <translation>ファイルではありません。.midファイルを選んでください</translation>
    </message>
    <message>
        <source>is larger than {0} MB, so it is no MIDI file; choose a .mid file</source>
        <translation>{0} MBを超えているため、MIDIファイルではありません。.midファイルを選んでください</translation>
    </message>
    <message>
        <source>there is no such file; check the name</source>
        <translation>ファイルがありません。名前を確認してください</translation>
    </message>
    <message>
        <source>is a folder; choose a .mid file</source>
        <translation>フォルダです。.midファイルを選んでください</translation>
    </message>
    <message>
        <source>cannot be read ({0}); check the permissions</source>
        <translation>読み込めません({0})。アクセス権を確認してください</translation>
    </message>
    <message>
        <source>the file is cut short (it ends inside its header); get a complete copy</source>
        <translation>ファイルが途中で切れています(ヘッダー内で終わっています)。完全なコピーを用意してください</translation>
    </message>
    <message>
        <source>the header of the MIDI file is damaged; export it again</source>
        <translation>MIDIファイルのヘッダーが壊れています。書き出し直してください</translation>
    </message>
    <message>
        <source>the file is cut short (it promises {0} tracks and holds {1}); get a complete copy</source>
        <translation>ファイルが途中で切れています({0}トラックのはずが{1}トラックです)。完全なコピーを用意してください</translation>
    </message>
    <message>
        <source>the file is empty; get a complete copy</source>
        <translation>ファイルが空です。完全なコピーを用意してください</translation>
    </message>
    <message>
        <source>is sound (WAV), not a MIDI file; a score holds notes</source>
        <translation>MIDIファイルではなく音声(WAV)です。スコアはノートのファイルです</translation>
    </message>
    <message>
        <source>is not a MIDI file; choose a .mid file that a notation program or DAW has exported</source>
        <translation>MIDIファイルではありません。楽譜作成ソフトやDAWから書き出した.midファイルを選んでください</translation>
    </message>
    <message>
        <source>the header names no valid time base (0 ticks per quarter note); export it again</source>
        <translation>ヘッダーの時間分解能が無効です(4分音符あたり0ティック)。書き出し直してください</translation>
    </message>
    <message>
        <source>the file is cut short (it ends inside track {0}); get a complete copy</source>
        <translation>ファイルが途中で切れています(トラック{0}内で終わっています)。完全なコピーを用意してください</translation>
    </message>
    <message>
        <source>track {0} of the MIDI file is damaged; export it again</source>
        <translation>MIDIファイルのトラック{0}が壊れています。書き出し直してください</translation>
    </message>
    <message>
        <source>the header names no valid time base; export it again</source>
        <translation>ヘッダーの時間分解能が無効です。書き出し直してください</translation>
    </message>
    <message>
        <source>{0}: there are no notes with a pitch to write; draw some or import a score</source>
        <translation>{0}: 書き出せる音高付きのノートがありません。ノートを描くかスコアを読み込んでください</translation>
    </message>
    <message>
        <source>{0}: there are no such notes; choose other pitches or times</source>
        <translation>{0}: 該当するノートがありません。別の音高または時刻を選んでください</translation>
    </message>
    <message>
        <source>the search for onsets was cancelled</source>
        <translation>発音位置の検出を中止しました</translation>
    </message>
    <message>
        <source>convert it to WAV or FLAC</source>
        <translation>WAV または FLAC に変換してください</translation>
    </message>
    <message>
        <source>M4A, AAC and video files need the program ffmpeg, which is not installed</source>
        <translation>M4A、AAC、動画ファイルには ffmpeg が必要ですが、インストールされていません</translation>
    </message>
    <message>
        <source>the header promises {0} s of sound but only {1} s are there</source>
        <translation>ヘッダーには {0} 秒の音があると書かれていますが、{1} 秒しかありません</translation>
    </message>
    <message>
        <source>install ffmpeg (on Debian or Ubuntu: apt install ffmpeg), or convert the file to WAV or FLAC</source>
        <translation>ffmpeg をインストールするか（Debian または Ubuntu では apt install ffmpeg）、ファイルを WAV または FLAC に変換してください</translation>
    </message>
    <message>
        <source>there is no sound in it</source>
        <translation>音が含まれていません</translation>
    </message>
    <message>
        <source>choose another file</source>
        <translation>別のファイルを選んでください</translation>
    </message>
    <message>
        <source>get the file again from where it came</source>
        <translation>ファイルを入手元からもう一度取得してください</translation>
    </message>
    <message>
        <source>the file changed while it was read</source>
        <translation>読み込み中にファイルが変更されました</translation>
    </message>
    <message>
        <source>open it again when whoever writes it has finished</source>
        <translation>書き込みが終わってからもう一度開いてください</translation>
    </message>
    <message>
        <source>the header promises {0} of sound but only {1} are there</source>
        <translation>ヘッダーには {0} の音があると書かれていますが、{1} しかありません</translation>
    </message>
    <message>
        <source>a value of {0}</source>
        <translation>値{0}</translation>
    </message>
    <message>
        <source>a sample that is no number ({0})</source>
        <translation>数値ではないサンプル({0})</translation>
    </message>
    <message>
        <source>the file is damaged or of an unusual kind ({0})</source>
        <translation>ファイルが壊れているか、特殊な形式です({0})</translation>
    </message>
    <message>
        <source>{0} is not of the form {1}, as melody=piano:C5-C7@12.5-30</source>
        <translation>{0}は{1}の形式ではありません(例: melody=piano:C5-C7@12.5-30)</translation>
    </message>
    <message>
        <source>{0}: there is no source {1}; the sources are {2}, and * stands for all (the form is {3}, as melody=piano:C5-C7@12.5-30)</source>
        <translation>{0}: 音源{1}はありません。音源は{2}で、*はすべてを表します(形式は{3}、例: melody=piano:C5-C7@12.5-30)</translation>
    </message>
    <message>
        <source>{0}: {1} sources are called {2}; rename one</source>
        <translation>{0}: {2}という名前の音源が{1}個あります。どれかの名前を変更してください</translation>
    </message>
    <message>
        <source>{0}: {1} is no time; write it as 12.5, 1:02 or 10-20.5</source>
        <translation>{0}: {1}は時刻ではありません。12.5、1:02、10-20.5のように書いてください</translation>
    </message>
    <message>
        <source>{0}: {1} is no pitch; write it as C4, 60 or C4-C5</source>
        <translation>{0}: {1}は音高ではありません。C4、60、C4-C5のように書いてください</translation>
    </message>
    <message>
        <source>{0}: the time ends before it begins</source>
        <translation>{0}: 終了時刻が開始時刻より前です</translation>
    </message>
    <message>
        <source>the header says that the file is empty, but {0} follow</source>
        <translation>ヘッダーでは空のファイルですが、{0}が続いています</translation>
    </message>
    <message>
        <source>at {0} s in channel {1}</source>
        <translation>{0} 秒、チャンネル {1}</translation>
    </message>
    <message>
        <source>the file is damaged: render it again</source>
        <translation>ファイルが壊れています。もう一度書き出してください</translation>
    </message>
    <message>
        <source>this is a folder</source>
        <translation>これはフォルダーです</translation>
    </message>
    <message>
        <source>choose a sound file in it</source>
        <translation>その中の音声ファイルを選んでください</translation>
    </message>
    <message>
        <source>this is not a file</source>
        <translation>これはファイルではありません</translation>
    </message>
    <message>
        <source>choose a sound file</source>
        <translation>音声ファイルを選んでください</translation>
    </message>
    <message>
        <source>the file is empty</source>
        <translation>ファイルが空です</translation>
    </message>
    <message>
        <source>raw samples do not say their rate and format</source>
        <translation>生のサンプルにはレートと形式の情報がありません</translation>
    </message>
    <message>
        <source>save them as WAV in an audio editor</source>
        <translation>オーディオエディターで WAV として保存してください</translation>
    </message>
    <message>
        <source>its sample rate is {0} kHz</source>
        <translation>サンプルレートが {0} kHz です</translation>
    </message>
    <message>
        <source>convert it to a rate of {0}</source>
        <translation>{0} のレートに変換してください</translation>
    </message>
    <message>
        <source>{0} kHz to {1} kHz</source>
        <translation>{0} kHz から {1} kHz</translation>
    </message>
    <message>
        <source>it has {0} channels</source>
        <translation>チャンネルが {0} あります</translation>
    </message>
    <message>
        <source>save it with 1 to {0} channels</source>
        <translation>1 から {0} チャンネルで保存してください</translation>
    </message>
    <message>
        <source>there is no sound in it (zero length)</source>
        <translation>音が含まれていません（長さ 0）</translation>
    </message>
    <message>
        <source>there is no such file</source>
        <translation>そのファイルはありません</translation>
    </message>
    <message>
        <source>check its name and folder</source>
        <translation>名前とフォルダーを確認してください</translation>
    </message>
    <message>
        <source>this user may not read the file</source>
        <translation>このユーザーにはファイルを読む権限がありません</translation>
    </message>
    <message>
        <source>change its permissions or copy it</source>
        <translation>権限を変更するか、コピーしてください</translation>
    </message>
    <message>
        <source>the file cannot be read ({0})</source>
        <translation>ファイルを読み込めません（{0}）</translation>
    </message>
    <message>
        <source>check the disk and try again</source>
        <translation>ディスクを確認してもう一度試してください</translation>
    </message>
    <message>
        <source>there is no MP3 sound in it</source>
        <translation>MP3 の音が含まれていません</translation>
    </message>
    <message>
        <source>check that this is the right file</source>
        <translation>正しいファイルか確認してください</translation>
    </message>
    <message>
        <source>save it as 24-bit WAV or FLAC</source>
        <translation>24 ビット WAV または FLAC で保存してください</translation>
    </message>
    <message>
        <source>the file is cut off after {0}</source>
        <translation>ファイルが {0} で途切れています</translation>
    </message>
    <message>
        <source>{0} h {1} min</source>
        <translation>{0}時間{1}分</translation>
    </message>
    <message>
        <source>{0} min {1} s</source>
        <translation>{0}分{1}秒</translation>
    </message>
    <message>
        <source>a recording was broken off: repair the file in an audio editor</source>
        <translation>録音が中断されています。オーディオエディターでファイルを修復してください</translation>
    </message>
    <message>
        <source>the song is too long for this machine</source>
        <translation>曲がこのコンピューターには長すぎます</translation>
    </message>
    <message>
        <source>this is not a sound file of a known kind ({0})</source>
        <translation>既知の形式の音声ファイルではありません（{0}）</translation>
    </message>
    <message>
        <source>WAV, AIFF, FLAC, OGG, Opus, MP3, W64, CAF, AU</source>
        <translation>WAV、AIFF、FLAC、OGG、Opus、MP3、W64、CAF、AU</translation>
    </message>
    <message>
        <source>{0} of sound are too long for this machine</source>
        <translation>{0} の音はこのコンピューターには長すぎます</translation>
    </message>
    <message>
        <source>the dictionary {0} has no sound below {1} kHz, where the song ends; choose another dictionary</source>
        <translation>辞書{0}には、曲の上限{1} kHzより下の音がありません。別の辞書を選んでください</translation>
    </message>
    <message>
        <source>the version of its format</source>
        <translation>形式のバージョン</translation>
    </message>
    <message>
        <source>the length of its window</source>
        <translation>窓の長さ</translation>
    </message>
    <message>
        <source>the names of its columns</source>
        <translation>列の名前</translation>
    </message>
    <message>
        <source>where it comes from</source>
        <translation>出所の情報</translation>
    </message>
    <message>
        <source>{0}: the dictionary {1} has no columns; learn it anew</source>
        <translation>{0}: 辞書{1}に列がありません。学習し直してください</translation>
    </message>
    <message>
        <source>{0}: the dictionary {1} is too large for a file; use fewer columns</source>
        <translation>{0}: 辞書{1}はファイルにするには大きすぎます。列を減らしてください</translation>
    </message>
    <message>
        <source>{0}: this is not a file; {1}</source>
        <translation>{0}: ファイルではありません。{1}</translation>
    </message>
    <message>
        <source>choose a dictionary that Stembrush has written (.stemdict)</source>
        <translation>Stembrushが書き出した辞書(.stemdict)を選んでください</translation>
    </message>
    <message>
        <source>{0}: {1} bytes of columns are promised and {2} are there; {3}</source>
        <translation>{0}: 列のデータは{1}バイトのはずですが、{2}バイトしかありません。{3}</translation>
    </message>
    <message>
        <source>get the file again from where it came, or learn the dictionary anew</source>
        <translation>ファイルを入手し直すか、辞書を学習し直してください</translation>
    </message>
    <message>
        <source>{0}: this is not a dictionary; {1}</source>
        <translation>{0}: 辞書ではありません。{1}</translation>
    </message>
    <message>
        <source>{0}: a newer version of Stembrush has written it; update this one</source>
        <translation>{0}: 新しいバージョンのStembrushで書かれています。Stembrushを更新してください</translation>
    </message>
    <message>
        <source>a window of {0} samples has {1} frequencies and not {2}</source>
        <translation>{0}サンプルの窓の周波数の数は{1}で、{2}ではありません</translation>
    </message>
    <message>
        <source>{0} columns of {1} frequencies are more than this program reads</source>
        <translation>{1}周波数の列が{0}個あり、このプログラムで読み込める量を超えています</translation>
    </message>
    <message>
        <source>it has names for {0} columns and {1} columns</source>
        <translation>列の名前は{0}個ありますが、列は{1}個です</translation>
    </message>
    <message>
        <source>some of its columns are empty</source>
        <translation>空の列があります</translation>
    </message>
    <message>
        <source>its columns are not of norm 1</source>
        <translation>列のノルムが1ではありません</translation>
    </message>
    <message>
        <source>its sample rate</source>
        <translation>サンプルレート</translation>
    </message>
    <message>
        <source>the distance of its windows</source>
        <translation>窓の間隔</translation>
    </message>
    <message>
        <source>{0}: there is not one set of columns in it; {1}</source>
        <translation>{0}: 列の組が1つではありません。{1}</translation>
    </message>
    <message>
        <source>{0}: its columns are no 32-bit numbers; {1}</source>
        <translation>{0}: 列が32ビットの数値ではありません。{1}</translation>
    </message>
    <message>
        <source>{0}: its columns are no table; {1}</source>
        <translation>{0}: 列が表になっていません。{1}</translation>
    </message>
    <message>
        <source>{0}: there are no columns in it; learn the dictionary anew</source>
        <translation>{0}: 列がありません。辞書を学習し直してください</translation>
    </message>
    <message>
        <source>{0}: {1}; choose a smaller dictionary</source>
        <translation>{0}: {1}。もっと小さい辞書を選んでください</translation>
    </message>
    <message>
        <source>{0}: its columns are not where they should be; {1}</source>
        <translation>{0}: 列が所定の位置にありません。{1}</translation>
    </message>
    <message>
        <source>{0}: {1} ({2}) makes no sense; {3}</source>
        <translation>{0}: {1}({2})が正しくありません。{3}</translation>
    </message>
    <message>
        <source>the file is cut off</source>
        <translation>ファイルが途切れています</translation>
    </message>
    <message>
        <source>{0}: what it says of where it comes from cannot be read; {1}</source>
        <translation>{0}: 出所の情報を読み込めません。{1}</translation>
    </message>
    <message>
        <source>{0}: {1} cannot be read; {2}</source>
        <translation>{0}: {1}を読み込めません。{2}</translation>
    </message>
    <message>
        <source>{0}: some of its values are no numbers; {1}</source>
        <translation>{0}: 数値でない値があります。{1}</translation>
    </message>
    <message>
        <source>{0}: some of its values are below zero; {1}</source>
        <translation>{0}: 負の値があります。{1}</translation>
    </message>
    <message>
        <source>{0}: its columns are not of norm 1; {1}</source>
        <translation>{0}: 列のノルムが1ではありません。{1}</translation>
    </message>
    <message>
        <source>{0}: {1}; check its name and folder</source>
        <translation>{0}: {1}。名前とフォルダを確認してください</translation>
    </message>
    <message>
        <source>{0}: there is no such file; check its name and folder</source>
        <translation>{0}: そのファイルはありません。名前とフォルダを確認してください</translation>
    </message>
    <message>
        <source>{0}: the file is cut off; {1}</source>
        <translation>{0}: ファイルが途切れています。{1}</translation>
    </message>
    <message>
        <source>{0}: its description cannot be read; {1}</source>
        <translation>{0}: 説明部分を読み込めません。{1}</translation>
    </message>
    <message>
        <source>{0}: the library cannot be read ({1}); check the folder and its permissions</source>
        <translation>{0}: ライブラリを読み込めません({1})。フォルダとアクセス権を確認してください</translation>
    </message>
    <message>
        <source>{0}: cannot be removed ({1}); check the folder</source>
        <translation>{0}: 削除できません({1})。フォルダを確認してください</translation>
    </message>
    <message>
        <source>{0}: {1}; check the folder and its permissions</source>
        <translation>{0}: {1}。フォルダとアクセス権を確認してください</translation>
    </message>
    <message>
        <source>the library cannot be written to ({0})</source>
        <translation>ライブラリに書き込めません({0})</translation>
    </message>
    <message>
        <source>Learning the notes</source>
        <translation>ノートを学習中</translation>
    </message>
    <message>
        <source>Finding places in stereo</source>
        <translation>ステレオ定位を推定中</translation>
    </message>
    <message>
        <source>Rendering first stems</source>
        <translation>最初のステムをレンダリング中</translation>
    </message>
    <message>
        <source>Separating remixes of the song</source>
        <translation>曲のリミックスを分離中</translation>
    </message>
    <message>
        <source>Training the network on remixes</source>
        <translation>リミックスでネットワークを学習中</translation>
    </message>
    <message>
        <source>Correcting what NMF found</source>
        <translation>NMFの検出結果を補正中</translation>
    </message>
    <message>
        <source>Trying on a remix what suits the song</source>
        <translation>曲に合う設定をリミックスで試しています</translation>
    </message>
    <message>
        <source>Rendering the stems</source>
        <translation>ステムをレンダリング中</translation>
    </message>
    <message>
        <source>Making the stems consistent</source>
        <translation>ステムの整合性を調整中</translation>
    </message>
    <message>
        <source>Analysing the song</source>
        <translation>曲を分析中</translation>
    </message>
    <message>
        <source>Teaching the network what NMF found</source>
        <translation>NMFの検出結果をネットワークに学習させています</translation>
    </message>
    <message>
        <source>Training the network</source>
        <translation>ネットワークを学習中</translation>
    </message>
    <message>
        <source>Looking at the whole song</source>
        <translation>曲全体を確認中</translation>
    </message>
    <message>
        <source>{0}: {1} is not allowed; {2}</source>
        <translation>{0}: {1}は使えません。{2}</translation>
    </message>
    <message>
        <source>there is no parameter {0}; this engine has {1}</source>
        <translation>パラメーター{0}はありません。このエンジンには{1}があります</translation>
    </message>
    <message>
        <source>this needs about {0} GB of memory, and {1} GB are free; close other programs, or separate fewer sources at a time</source>
        <translation>約{0} GBのメモリが必要ですが、空きは{1} GBです。他のプログラムを閉じるか、一度に分離する音源を減らしてください</translation>
    </message>
    <message>
        <source>{0}: {1} is not {2}; {3}</source>
        <translation>{0}: {1}は{2}ではありません。{3}</translation>
    </message>
    <message>
        <source>{0}: give {1} numbers above 0, one for each source, with blanks between</source>
        <translation>{0}: 0より大きい数値を{1}個、音源ごとに1つ、空白で区切って指定してください</translation>
    </message>
    <message>
        <source>{0}: {1} are no numbers; give one for each source, with blanks between</source>
        <translation>{0}: {1}は数値ではありません。音源ごとに1つ、空白で区切って指定してください</translation>
    </message>
    <message>
        <source>{0} is alone, so all sound goes to it; add a source for what else is heard</source>
        <translation>音源が{0}だけなので、すべての音がこれに入ります。ほかに聞こえる音の音源を追加してください</translation>
    </message>
    <message>
        <source>{0} is heard alone for {1} s only; some seconds more will do better</source>
        <translation>{0}だけが鳴る部分が{1}秒しかありません。あと数秒あると良くなります</translation>
    </message>
    <message>
        <source>nothing tells {0} apart; give examples of all but one, or paint where each of them is silent</source>
        <translation>{0}を区別できません。1つを除くすべてに例を与えるか、それぞれが無音の部分を描いてください</translation>
    </message>
    <message>
        <source>the variant {0} learns from mixtures whose parts are known, and these can only be made where every source has examples; it does without them</source>
        <translation>バリアント{0}は構成音が分かっている混合音から学習しますが、それを作れるのはすべての音源に例がある場合だけです。今回は使わずに学習します</translation>
    </message>
    <message>
        <source>nothing says how a source sounds alone; mark a stretch where one plays alone, paint its activity and that the others are silent, or add a sound file of it</source>
        <translation>どの音源についても、単独での響きが分かりません。1つの音源だけが鳴る区間をマークするか、その音源の発音と他の音源の無音を描くか、その音声ファイルを追加してください</translation>
    </message>
    <message>
        <source>there is no source; add one and say how it sounds alone</source>
        <translation>音源がありません。追加して、単独での響きを指定してください</translation>
    </message>
    <message>
        <source>Hearing the examples</source>
        <translation>例を分析中</translation>
    </message>
    <message>
        <source>Trying what helps</source>
        <translation>効果のある方法を試しています</translation>
    </message>
    <message>
        <source>Learning how the sources sound</source>
        <translation>音源の響きを学習中</translation>
    </message>
    <message>
        <source>Explaining the song</source>
        <translation>学習結果を曲に当てはめ中</translation>
    </message>
    <message>
        <source>the examples are silent; give others, or mark where a source plays alone</source>
        <translation>例が無音です。別の例を与えるか、1つの音源だけが鳴る部分をマークしてください</translation>
    </message>
    <message>
        <source>the examples are too short to hold a part of them back; give every source at least a few seconds</source>
        <translation>例が短すぎて一部を取り分けられません。各音源に少なくとも数秒の例を与えてください</translation>
    </message>
    <message>
        <source>a part of the examples is silent; give others, or longer ones</source>
        <translation>例の一部が無音です。別の例か、もっと長い例を与えてください</translation>
    </message>
    <message>
        <source>nothing in the song can stand in for the source without examples; give an example of what others are not</source>
        <translation>例のない音源の代わりになる部分が曲にありません。他の音源ではないものの例を与えてください</translation>
    </message>
    <message>
        <source>this search was made by another version of the program; begin a new one</source>
        <translation>この探索は別のバージョンのプログラムで行われました。新しい探索を始めてください</translation>
    </message>
    <message>
        <source>this is not what a search for settings has left; begin a new one</source>
        <translation>設定の探索の記録ではありません。新しい探索を始めてください</translation>
    </message>
    <message>
        <source>there is no source; add one for the voice and one for the accompaniment</source>
        <translation>音源がありません。歌声用と伴奏用に1つずつ追加してください</translation>
    </message>
    <message>
        <source>no source is the voice, so it goes to the residual; name a source so, or set the accompaniment</source>
        <translation>歌声の音源がないため、歌声は残りに入ります。音源にその名前を付けるか、伴奏を設定してください</translation>
    </message>
    <message>
        <source>{0} cannot be told apart; paint when each plays, or give their notes</source>
        <translation>{0}を区別できません。それぞれの鳴る部分を描くか、ノートを与えてください</translation>
    </message>
    <message>
        <source>accompaniment: there is no source {0}; the sources are {1}</source>
        <translation>伴奏: 音源{0}はありません。音源は{1}です</translation>
    </message>
    <message>
        <source>Splitting voice and accompaniment</source>
        <translation>歌声と伴奏を分離中</translation>
    </message>
    <message>
        <source>there is no engine {0}; the engines are {1}</source>
        <translation>エンジン{0}はありません。エンジンは{1}です</translation>
    </message>
    <message>
        <source>no note of the score lies inside the song; check that it is the right score</source>
        <translation>スコアのノートが曲の範囲内にありません。正しいスコアか確認してください</translation>
    </message>
    <message>
        <source>{0} is alone, so all sound where it may play goes to it; add a source for what else is heard, or set free components</source>
        <translation>{0} だけなので、鳴りうる所の音はすべてこれに入ります。ほかに聞こえる音のソースを追加するか、自由成分を設定してください</translation>
    </message>
    <message>
        <source>{0} has notes only where it is painted silent: its stem will be silent; paint what is right, or move its notes</source>
        <translation>{0}のノートは無音と描かれた部分にしかないため、ステムが無音になります。描き直すか、ノートを移動してください</translation>
    </message>
    <message>
        <source>Listening ahead</source>
        <translation>最初の試聴を準備中</translation>
    </message>
    <message>
        <source>AIFF holds at most {0} GB in a file and a stem of this song has {1} GB; choose WAV or FLAC, or export a shorter selection</source>
        <translation>AIFFは1ファイル最大{0} GBですが、この曲のステムは{1} GBです。WAVまたはFLACを選ぶか、もっと短い選択範囲を書き出してください</translation>
    </message>
    <message>
        <source>the names of the files are empty; use {source}, for example</source>
        <translation>ファイル名が空です。{source}などを使ってください</translation>
    </message>
    <message>
        <source>{0}: a brace has no other half; write {{ for a brace, or use {1}</source>
        <translation>{0}: 中かっこの片方がありません。中かっこ自体は{{と記入するか、{1}を使ってください</translation>
    </message>
    <message>
        <source>{0}: there is no field {{1}}; use {2}</source>
        <translation>{0}: フィールド{{1}}はありません。{2}を使ってください</translation>
    </message>
    <message>
        <source>{0}: what was read back is not what was written; check the disk, or choose another</source>
        <translation>{0}: 読み戻した内容が書き込んだものと一致しません。ディスクを確認するか、別のディスクを選んでください</translation>
    </message>
    <message>
        <source>the song has no samples, so there is nothing to export; open another song</source>
        <translation>曲にサンプルがないため、書き出すものがありません。別の曲を開いてください</translation>
    </message>
    <message>
        <source>the selection from {0} s to {1} s is not inside the song, or is empty; select a part of the song</source>
        <translation>選択範囲({0}秒～{1}秒)が曲の範囲外か、空です。曲の一部を選択してください</translation>
    </message>
    <message>
        <source>nothing is chosen for the export; choose at least one stem</source>
        <translation>書き出すものが選ばれていません。ステムを1つ以上選んでください</translation>
    </message>
    <message>
        <source>{0} is no way to treat the residual; use file, leave_out or to:SOURCE</source>
        <translation>{0}は残りの扱い方として使えません。file、leave_out、to:SOURCEのいずれかを使ってください</translation>
    </message>
    <message>
        <source>the separation has no stem {0}; it has {1}</source>
        <translation>分離結果にステム{0}はありません。あるのは{1}です</translation>
    </message>
    <message>
        <source>the group {0} is empty; choose the stems that it adds up</source>
        <translation>グループ{0}が空です。合計するステムを選んでください</translation>
    </message>
    <message>
        <source>{0}: is a folder where a file would be written; choose another folder</source>
        <translation>{0}: ファイルの書き込み先に同名のフォルダがあります。別のフォルダを選んでください</translation>
    </message>
    <message>
        <source>there is no report without a run</source>
        <translation>分離を実行していないため、レポートがありません</translation>
    </message>
    <message>
        <source>{0}: what was written cannot be read back whole; check that the disk has room and is sound, or choose another</source>
        <translation>{0}: 書き込んだ内容を完全に読み戻せません。ディスクの空きと状態を確認するか、別のディスクを選んでください</translation>
    </message>
    <message>
        <source>{0}: the folder was removed while the stems were written; choose one that stays, and export again</source>
        <translation>{0}: ステムの書き込み中にフォルダが削除されました。なくならないフォルダを選び、もう一度書き出してください</translation>
    </message>
    <message>
        <source>{0}; close the program that uses it, or choose another device, and the sound comes by itself</source>
        <translation>{0}。使用中のプログラムを閉じるか、別のデバイスを選ぶと、自動的に音が出ます</translation>
    </message>
    <message>
        <source>there is no sound: {0} takes none; {1}</source>
        <translation>音が出ません：{0} が音を受け取りません。{1}</translation>
    </message>
    <message>
        <source>switch it off and on again, or choose another, and the sound comes by itself</source>
        <translation>電源を入れ直すか別のものを選ぶと、自動的に音が出ます</translation>
    </message>
    <message>
        <source>there is no sound: the sound system does not start ({0}); restart it</source>
        <translation>音が出ません: サウンドシステムが起動しません({0})。再起動してください</translation>
    </message>
    <message>
        <source>there is no sound: {0}</source>
        <translation>音が出ません: {0}</translation>
    </message>
    <message>
        <source>{0}: is already open on {1} (process {2}, since {3}); close it there, or open a copy of it</source>
        <translation>{0}は{1}で開かれています(プロセス{2}、{3}から)。そちらで閉じるか、コピーを開いてください</translation>
    </message>
    <message>
        <source>{0}: is already open by {1} on {2} (process {3}, since {4}); close it there, or open a copy of it</source>
        <translation>{0}は{2}で{1}が開いています(プロセス{3}、{4}から)。そちらで閉じるか、コピーを開いてください</translation>
    </message>
    <message>
        <source>{0}: is already open in another window of this program; close it there, or open a copy of it</source>
        <translation>{0}はこのプログラムの別のウィンドウで開かれています。そちらで閉じるか、コピーを開いてください</translation>
    </message>
    <message>
        <source>{0}: is already open elsewhere; close it there, or open a copy of it</source>
        <translation>{0}は別の場所で開かれています。そちらで閉じるか、コピーを開いてください</translation>
    </message>
    <message>
        <source>{0} has no notes inside the song: its stem will be silent</source>
        <translation>{0}のノートが曲の範囲内にないため、ステムが無音になります</translation>
    </message>
    <message>
        <source>this engine needs guidance: open the score (MIDI) of the song, or paint when each source plays</source>
        <translation>このエンジンには手がかりが必要です：曲のスコア (MIDI) を開くか、各ソースが鳴る所を塗ってください</translation>
    </message>
    <message>
        <source>nothing is known of {0}: its stem will be silent</source>
        <translation>{0}についての情報がないため、ステムが無音になります</translation>
    </message>
    <message>
        <source>{0}: is a file, not a folder; choose another folder for the stems</source>
        <translation>{0}: フォルダではなくファイルです。ステムには別のフォルダを選んでください</translation>
    </message>
    <message>
        <source>{0}: the stems need {1} MB and the disk has {2} MB free; free space or choose another disk</source>
        <translation>{0}: ステムには{1} MB必要ですが、空きは{2} MBです。空きを増やすか、別のディスクを選んでください</translation>
    </message>
    <message>
        <source>{0}: the stems cannot be written ({1}); free space on the disk or choose another folder</source>
        <translation>{0}: ステムを書き込めません({1})。空きを増やすか、別のフォルダを選んでください</translation>
    </message>
    <message>
        <source>{0}: the stems cannot be written there ({1}); choose another folder</source>
        <translation>{0}: そこにはステムを書き込めません({1})。別のフォルダを選んでください</translation>
    </message>
    <message>
        <source>{0}: is the song itself and would be overwritten; choose another folder</source>
        <translation>{0}: 元の曲が上書きされてしまいます。別のフォルダを選んでください</translation>
    </message>
    <message>
        <source>there is not enough memory for this separation; close other programs or cut the song</source>
        <translation>この分離にはメモリが足りません。他のプログラムを終了するか、曲を短くしてください</translation>
    </message>
    <message>
        <source>{0} failed ({1}: {2}); the log says more</source>
        <translation>{0}に失敗しました({1}: {2})。詳細はログを参照してください</translation>
    </message>
    <message>
        <source>there is no sound: the PortAudio library is missing; install it (on Debian or Ubuntu: libportaudio2)</source>
        <translation>音が出ません: PortAudioライブラリがありません。インストールしてください(Debian/Ubuntu: libportaudio2)</translation>
    </message>
    <message>
        <source>there is no sound: {0} cannot be used ({1})</source>
        <translation>音が出ません: {0}を使用できません({1})</translation>
    </message>
    <message>
        <source>there is no voice and no accompaniment to learn from; give at least one pair</source>
        <translation>学習に使う歌声と伴奏がありません。1組以上指定してください</translation>
    </message>
    <message>
        <source>{0}: a checkpoint of other settings; remove it or name another file</source>
        <translation>{0}: 設定の異なるチェックポイントです。削除するか、別のファイルを指定してください</translation>
    </message>
    <message>
        <source>the network to start from has layers of other sizes; give its own sizes</source>
        <translation>出発点のネットワークの層のサイズが異なります。そのネットワークのサイズを指定してください</translation>
    </message>
    <message>
        <source>{0}: no checkpoint of a training; remove it and start anew</source>
        <translation>{0}: 学習のチェックポイントではありません。削除して最初から始めてください</translation>
    </message>
    <message>
        <source>{0}: no weights of a causal network; {1}</source>
        <translation>{0}: 因果的ネットワークの重みではありません。{1}</translation>
    </message>
    <message>
        <source>train it anew or take the one that came with the program</source>
        <translation>学習し直すか、付属のものを使ってください</translation>
    </message>
    <message>
        <source>{0}: weights that are no numbers; {1}</source>
        <translation>{0}: 数値でない重みがあります。{1}</translation>
    </message>
    <message>
        <source>{0}: a variance below zero; {1}</source>
        <translation>{0}: 負の分散があります。{1}</translation>
    </message>
    <message>
        <source>{0}: weights of another network ({1}); {2}</source>
        <translation>{0}: 別のネットワークの重みです({1})。{2}</translation>
    </message>
    <message>
        <source>{0}: the weights cannot be read; {1}</source>
        <translation>{0}: 重みを読み込めません。{1}</translation>
    </message>
    <message>
        <source>{0}: the sizes of the layers cannot be read; {1}</source>
        <translation>{0}: 層のサイズを読み込めません。{1}</translation>
    </message>
    <message>
        <source>Learning this song</source>
        <translation>この曲を学習中</translation>
    </message>
    <message>
        <source>semi-supervised training needs a stretch in which a part is alone: paint where the voice is silent, or the accompaniment</source>
        <translation>半教師あり学習には、片方だけが鳴る区間が必要です。歌声または伴奏が無音の部分を描いてください</translation>
    </message>
    <message>
        <source>{0}: there is no NAME{1} in it; render songs into it first</source>
        <translation>{0}: NAME{1}がありません。先にここへ曲をレンダリングしてください</translation>
    </message>
    <message>
        <source>{0}: not one channel at {1} Hz; render it so</source>
        <translation>{0}: {1} Hzのモノラルではありません。その形式でレンダリングしてください</translation>
    </message>
    <message>
        <source>there is no network {0}; there are {1}</source>
        <translation>ネットワーク{0}はありません。あるのは{1}です</translation>
    </message>
    <message>
        <source>{0}: this is another network; {1}</source>
        <translation>{0}: 別のネットワークです。{1}</translation>
    </message>
    <message>
        <source>{0}: the network cannot be read ({1}); {2}</source>
        <translation>{0}: ネットワークを読み込めません({1})。{2}</translation>
    </message>
    <message>
        <source>{0} is not a file in a folder that exists; choose another name</source>
        <translation>{0}は存在するフォルダ内のファイルではありません。別の名前にしてください</translation>
    </message>
    <message>
        <source>{0} exists already; choose another name or let it be replaced</source>
        <translation>{0}はすでにあります。別の名前にするか、置き換えを許可してください</translation>
    </message>
    <message>
        <source>{0} cannot be used ({1}); choose another name</source>
        <translation>{0}を使用できません({1})。別の名前にしてください</translation>
    </message>
    <message>
        <source>{0}: cannot be written ({1}); choose another name</source>
        <translation>{0}: 書き込めません({1})。別の名前にしてください</translation>
    </message>
    <message>
        <source>{0}: no more can be written ({1}); free space there</source>
        <translation>{0}: これ以上書き込めません({1})。空きを増やしてください</translation>
    </message>
    <message>
        <source>{0}: cannot be finished; what was recorded is in {1}</source>
        <translation>{0}: 完了できません。録音した内容は{1}にあります</translation>
    </message>
    <message>
        <source>sound of {0} kHz cannot be split while it plays; use {1}</source>
        <translation>{0} kHzの音は再生しながら分離できません。{1}にしてください</translation>
    </message>
    <message>
        <source>{0} to {1} kHz</source>
        <translation>{0}～{1} kHz</translation>
    </message>
    <message>
        <source>sound with {0} channels cannot be split; use 1 to {1}</source>
        <translation>{0}チャンネルの音は分離できません。1～{1}チャンネルにしてください</translation>
    </message>
    <message>
        <source>there is no sound: {0} cannot be used ({1}); close the program that uses it, or choose another device</source>
        <translation>音が出ません: {0}を使用できません({1})。使用中のプログラムを閉じるか、別のデバイスを選んでください</translation>
    </message>
    <message>
        <source>the device {0} was not found; connect it, or choose another, and the sound comes by itself</source>
        <translation>デバイス{0}が見つかりません。接続するか、別のデバイスを選ぶと、自動的に音が出ます</translation>
    </message>
    <message>
        <source>there is no device {0} to record from; connect it, or choose another</source>
        <translation>録音デバイス{0}がありません。接続するか、別のデバイスを選んでください</translation>
    </message>
    <message>
        <source>no sound device was found; connect one or switch it on, and the sound comes by itself</source>
        <translation>オーディオデバイスが見つかりません。接続するか電源を入れると、自動的に音が出ます</translation>
    </message>
    <message>
        <source>nothing to record from was found; connect a microphone or an interface, or switch it on</source>
        <translation>録音元が見つかりません。マイクまたはオーディオインターフェースを接続するか、電源を入れてください</translation>
    </message>
    <message>
        <source>{0}: the project is damaged ({1}); nothing was changed in it; {2}</source>
        <translation>{0}: プロジェクトが壊れています({1})。変更は加えていません。{2}</translation>
    </message>
    <message>
        <source>open a copy of it, from a backup for example</source>
        <translation>バックアップなどからコピーを開いてください</translation>
    </message>
    <message>
        <source>{0}: cannot be read ({1}); check the disk and your rights to the file</source>
        <translation>{0}: 読み込めません({1})。ディスクとファイルのアクセス権を確認してください</translation>
    </message>
    <message>
        <source>{0}: cannot be written ({1}); choose another folder or free some space</source>
        <translation>{0}: 書き込めません({1})。別のフォルダを選ぶか、空きを増やしてください</translation>
    </message>
    <message>
        <source>{0}: is empty and holds no project; {1}</source>
        <translation>{0}: 空で、プロジェクトがありません。{1}</translation>
    </message>
    <message>
        <source>{0}: is not a Stembrush project; choose a file that ends in {1}</source>
        <translation>{0}: Stembrushプロジェクトではありません。拡張子が{1}のファイルを選んでください</translation>
    </message>
    <message>
        <source>{0}: is a database of another program, not a Stembrush project; choose another file</source>
        <translation>{0}: 別のプログラムのデータベースで、Stembrushプロジェクトではありません。別のファイルを選んでください</translation>
    </message>
    <message>
        <source>{0}: was saved by a newer version of Stembrush (format {1}, this one reads up to {2}); update Stembrush to open it</source>
        <translation>{0}は新しいバージョンのStembrushで保存されています(形式{1}、このバージョンは{2}まで対応)。開くにはStembrushを更新してください</translation>
    </message>
    <message>
        <source>{0}: was saved by an older version of Stembrush (format {1}); it can be brought up to date and a copy of it as it is stays beside it</source>
        <translation>{0}は古いバージョンのStembrushで保存されています(形式{1})。最新の形式に更新でき、元のままのコピーが隣に残ります</translation>
    </message>
    <message>
        <source>{0}: there is no such folder; choose one that is there</source>
        <translation>{0}: フォルダがありません。存在するフォルダを選んでください</translation>
    </message>
    <message>
        <source>{0}: is a folder; choose another name</source>
        <translation>{0}: フォルダです。別の名前にしてください</translation>
    </message>
    <message>
        <source>{0}: is write-protected; choose another name</source>
        <translation>{0}: 書き込み禁止です。別の名前にしてください</translation>
    </message>
    <message>
        <source>{0}: new projects are kept there, but the folder cannot be made ({1}); free some space or give yourself the right to write there</source>
        <translation>{0}: 新規プロジェクトの保存先ですが、フォルダを作成できません({1})。空きを増やすか、書き込み権限を設定してください</translation>
    </message>
    <message>
        <source>{0}: is a folder; choose the project file in it</source>
        <translation>{0}: フォルダです。その中のプロジェクトファイルを選んでください</translation>
    </message>
    <message>
        <source>{0}: there is no such file; it may have been moved, renamed or deleted</source>
        <translation>{0}: ファイルがありません。移動、名前変更、または削除された可能性があります</translation>
    </message>
    <message>
        <source>{0}: is a saved project; delete it in its folder</source>
        <translation>{0}: 保存済みのプロジェクトです。フォルダ内で削除してください</translation>
    </message>
    <message>
        <source>The song is not where it was, so it cannot be collected; open it first</source>
        <translation>曲が元の場所にないため、取り込めません。先に曲を開いてください</translation>
    </message>
    <message>
        <source>{0}: the song is not inside the project; open it from its own file</source>
        <translation>{0}: 曲はプロジェクト内にありません。元のファイルから開いてください</translation>
    </message>
    <message>
        <source>the project was closed</source>
        <translation>プロジェクトは閉じられました</translation>
    </message>
    <message>
        <source>The project has no file yet; save it first</source>
        <translation>プロジェクトはまだファイルになっていません。先に保存してください</translation>
    </message>
    <message>
        <source>{0}: is not the song of this project any more; open the right file first</source>
        <translation>{0}: もうこのプロジェクトの曲ではありません。先に正しいファイルを開いてください</translation>
    </message>
    <message>
        <source>{0}: the song inside the project is damaged; open the song from another place</source>
        <translation>{0}: プロジェクト内の曲が壊れています。別の場所から曲を開いてください</translation>
    </message>
    <message>
        <source>The sound has values that are not numbers, so it was not stored; give another file</source>
        <translation>音に数値でない値があるため、保存しませんでした。別のファイルを指定してください</translation>
    </message>
    <message>
        <source>{0}: the sound of an example is damaged ({1}); remove the example and give it again</source>
        <translation>{0}: 例の音が壊れています({1})。例を削除し、もう一度与えてください</translation>
    </message>
    <message>
        <source>The stem {0} has values that are not numbers, so it was not stored; separate again with other parameters</source>
        <translation>ステム{0}に数値でない値があるため、保存しませんでした。パラメーターを変えてもう一度分離してください</translation>
    </message>
    <message>
        <source>{0}: was moved, replaced or deleted while it was open here, so this was not stored; save the project under another name to keep all that was stored before</source>
        <translation>{0}: 開いている間に移動、置換、または削除されたため、最後の変更は保存されていません。別名で保存すると、それ以前の内容を残せます</translation>
    </message>
    <message>
        <source>The version {0} is not in the project any more; choose another one</source>
        <translation>バージョン{0}はもうプロジェクトにありません。別のバージョンを選んでください</translation>
    </message>
    <message>
        <source>this version of the separation is damaged</source>
        <translation>このバージョンの分離結果は壊れています</translation>
    </message>
    <message>
        <source>from that version no run can go on, its state is damaged</source>
        <translation>そのバージョンからは続行できません。状態が壊れています</translation>
    </message>
    <message>
        <source>what was measured on that version is damaged</source>
        <translation>そのバージョンの測定値は壊れています</translation>
    </message>
    <message>
        <source>{0}: {1} ({2}); separate again</source>
        <translation>{0}: {1}({2})。もう一度分離してください</translation>
    </message>
    <message>
        <source>{0} GB of disk space are needed for the song at work, but {1}; {2}</source>
        <translation>作業用に{0} GBのディスク容量が必要ですが、{1}。{2}</translation>
    </message>
    <message>
        <source>free some space or name a folder with more in the environment variable {0}</source>
        <translation>空きを増やすか、環境変数{0}で空きのあるフォルダを指定してください</translation>
    </message>
    <message>
        <source>{0}: no temporary file can be made there ({1}); {2}</source>
        <translation>{0}: 一時ファイルを作成できません({1})。{2}</translation>
    </message>
    <message>
        <source>FLAC holds whole numbers only; choose 16 or 24 bits, or WAV for 32-bit float</source>
        <translation>FLACは整数のみです。16または24ビット、32ビットフロートにはWAVを選んでください</translation>
    </message>
    <message>
        <source>FLAC holds at most {0} channels and the song has {1}; choose WAV</source>
        <translation>FLACは最大{0}チャンネルですが、曲は{1}チャンネルです。WAVを選んでください</translation>
    </message>
    <message>
        <source>FLAC holds at most {0} Hz and the song has {1}; choose WAV</source>
        <translation>FLACは最大{0} Hzですが、曲は{1} Hzです。WAVを選んでください</translation>
    </message>
    <message>
        <source>{0}: the separation gave values that are not numbers, so nothing was written; separate again with other parameters</source>
        <translation>{0}: 分離結果に数値でない値があるため、書き込みませんでした。パラメーターを変えてもう一度分離してください</translation>
    </message>
</context>
<context>
    <name>engines</name>
    <message>
        <source>Score-informed NMF</source>
        <translation>スコア情報付きNMF</translation>
    </message>
    <message>
        <source>Learns the sound of every pitch of every source from this song and its notes; sources without notes from when they play. Painted regions correct it.</source>
        <translation>この曲とそのノートから、各音源の音高ごとの音色を学習します。ノートのない音源は発音区間から学習します。描いた領域で補正できます。</translation>
    </message>
    <message>
        <source>Variant</source>
        <translation>バリアント</translation>
    </message>
    <message>
        <source>The method as published (Ewert and Müller 2012), or our best</source>
        <translation>発表論文どおりの手法(Ewert &amp; Müller 2012)、または本ソフトの最良の手法</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>最良</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>論文どおり</translation>
    </message>
    <message>
        <source>Updates</source>
        <translation>更新回数</translation>
    </message>
    <message>
        <source>Updates of the templates; 0 takes the variant&apos;s own number</source>
        <translation>テンプレートの更新回数。0でバリアントの既定値</translation>
    </message>
    <message>
        <source>Onset tolerance</source>
        <translation>オンセット許容幅</translation>
    </message>
    <message>
        <source>How far a note may start from where the score says</source>
        <translation>ノートの開始がスコアからどれだけずれてよいか</translation>
    </message>
    <message>
        <source>Sustain tolerance</source>
        <translation>余韻の許容幅</translation>
    </message>
    <message>
        <source>How long a note may sound on after its end in the score</source>
        <translation>スコア上の終わりの後、ノートがどれだけ鳴り続けてよいか</translation>
    </message>
    <message>
        <source>Free components</source>
        <translation>自由成分</translation>
    </message>
    <message>
        <source>Components for what no note explains; their sound goes to the residual</source>
        <translation>どのノートでも説明できない音のための成分。その音は残りに入ります</translation>
    </message>
    <message>
        <source>Free per source</source>
        <translation>音源ごとの自由成分</translation>
    </message>
    <message>
        <source>Components of a source without notes, which sounds wherever it is not painted silent</source>
        <translation>ノートのない音源の成分数。無音と描かれていない部分で鳴るものとします</translation>
    </message>
    <message>
        <source>Stereo</source>
        <translation>ステレオ</translation>
    </message>
    <message>
        <source>Use where each pitch lies in stereo (best variant, stereo songs)</source>
        <translation>各音高のステレオ定位を利用します(最良バリアント、ステレオ曲)</translation>
    </message>
    <message>
        <source>Analysis window; 0 takes the variant&apos;s own</source>
        <translation>分析窓。0でバリアントの既定値</translation>
    </message>
    <message>
        <source>Components per pitch</source>
        <translation>音高ごとの成分数</translation>
    </message>
    <message>
        <source>Components of a pitch in the published variant</source>
        <translation>論文どおりのバリアントでの1音高あたりの成分数</translation>
    </message>
    <message>
        <source>Fast</source>
        <translation>高速</translation>
    </message>
    <message>
        <source>Reach what 50 updates reach much sooner, by other updates (published variant)</source>
        <translation>別の更新則により、50回の更新と同等の結果にずっと早く到達します(論文どおりのバリアント)</translation>
    </message>
    <message>
        <source>Prior</source>
        <translation>事前分布</translation>
    </message>
    <message>
        <source>Weight of what neighbouring pitches sound like (best)</source>
        <translation>隣り合う音高の音色を考慮する重み(最良)</translation>
    </message>
    <message>
        <source>Continuity</source>
        <translation>連続性</translation>
    </message>
    <message>
        <source>Weight of continuity inside a note (best)</source>
        <translation>ノート内の連続性の重み(最良)</translation>
    </message>
    <message>
        <source>Same instrument</source>
        <translation>同じ楽器</translation>
    </message>
    <message>
        <source>Whether sources with the same MIDI program share their sounds, as the hands of a piano do</source>
        <translation>同じMIDIプログラムの音源同士で音色を共有するか(ピアノの両手など)</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>自動</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>しない</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>常に</translation>
    </message>
    <message>
        <source>Autoencoder</source>
        <translation>オートエンコーダー</translation>
    </message>
    <message>
        <source>A network learns this song, with the notes as its only teacher. Takes longer than NMF and hears finer; the published variants are there to compare.</source>
        <translation>ネットワークが、ノートだけを手本にこの曲を学習します。NMFより時間がかかりますが、より細かく聴き分けます。論文どおりのバリアントは比較用です。</translation>
    </message>
    <message>
        <source>B, C, D: the method as published, C with non-negative weights, D also with neighbouring frames; or our best</source>
        <translation>B、C、D: 発表論文どおりの手法(Cは非負の重み、Dはさらに隣接フレームも使用)、または本ソフトの最良の手法</translation>
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
        <translation>どのノートでも説明できない音のためのユニット。その音は残りに入ります</translation>
    </message>
    <message>
        <source>Remixes</source>
        <translation>リミックス</translation>
    </message>
    <message>
        <source>Remixes of the song that the network learns from</source>
        <translation>ネットワークの学習に使う曲のリミックスの数</translation>
    </message>
    <message>
        <source>Training steps on the remixes</source>
        <translation>リミックスでの学習ステップ数</translation>
    </message>
    <message>
        <source>Make every stem the most likely signal that fits its mask; not where positions in stereo are used</source>
        <translation>各ステムを、マスクに合う最も確からしい信号にします。ステレオの位置を使う場合は行いません</translation>
    </message>
    <message>
        <source>Voice and accompaniment</source>
        <translation>歌声と伴奏</translation>
    </message>
    <message>
        <source>A network that knows how voices sound splits the song frame by frame, live too. Needs to be told nothing; paint where the voice is silent to help it.</source>
        <translation>歌声の響きを知っているネットワークが、曲をフレームごとに分離します。ライブでも使えます。事前の指定は不要です。歌声が無音の部分を描くと精度が上がります。</translation>
    </message>
    <message>
        <source>Our best network, or the published ones: robust NMF or robust PCA as layers</source>
        <translation>本ソフトの最良のネットワーク、または論文どおりのもの: ロバスト NMF またはロバスト PCA を層にしたもの</translation>
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
        <translation>学習方法</translation>
    </message>
    <message>
        <source>Taught on other songs with both parts known, going on where one part is painted silent in this song, taught on this song alone, or not at all</source>
        <translation>両パートが分かっている他の曲で学習、この曲で片方が無音と描かれた部分で追加学習、この曲だけで学習、または学習なし</translation>
    </message>
    <message>
        <source>Supervised</source>
        <translation>教師あり</translation>
    </message>
    <message>
        <source>Semi-supervised</source>
        <translation>半教師あり</translation>
    </message>
    <message>
        <source>Unsupervised</source>
        <translation>教師なし</translation>
    </message>
    <message>
        <source>Untrained</source>
        <translation>未学習</translation>
    </message>
    <message>
        <source>Dictionary update</source>
        <translation>辞書の更新</translation>
    </message>
    <message>
        <source>Let the sounds of the accompaniment be learnt too</source>
        <translation>伴奏の音も学習させます</translation>
    </message>
    <message>
        <source>Accompaniment</source>
        <translation>伴奏</translation>
    </message>
    <message>
        <source>Names of the sources of the accompaniment; left empty: by their names</source>
        <translation>伴奏に含める音源の名前。空欄の場合は名前から判断します</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>層数</translation>
    </message>
    <message>
        <source>Layers of the network, T</source>
        <translation>ネットワークの層の数 T</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>ランク</translation>
    </message>
    <message>
        <source>Sounds of the accompaniment, q</source>
        <translation>伴奏の音の数 q</translation>
    </message>
    <message>
        <source>Iterations</source>
        <translation>反復回数</translation>
    </message>
    <message>
        <source>Steps of the training on this song</source>
        <translation>この曲での学習ステップ数</translation>
    </message>
    <message>
        <source>Robust PCA</source>
        <translation>ロバスト PCA</translation>
    </message>
    <message>
        <source>Takes what repeats itself for the accompaniment and the rest for the voice. Needs to be told nothing; paint where the voice is silent to help it.</source>
        <translation>繰り返される音を伴奏、それ以外を歌声とみなします。事前の指定は不要です。歌声が無音の部分を描くと精度が上がります。</translation>
    </message>
    <message>
        <source>Our best, or as published: the proximal method, which leaves noise to neither part, or ADMoM</source>
        <translation>本ソフトの最良の手法、または論文どおりの手法: ノイズをどちらにも入れない近接法、または ADMoM</translation>
    </message>
    <message>
        <source>Proximal</source>
        <translation>近接法</translation>
    </message>
    <message>
        <source>ADMoM</source>
        <translation>ADMoM</translation>
    </message>
    <message>
        <source>Solver</source>
        <translation>解法</translation>
    </message>
    <message>
        <source>Which of the two problems our best solves</source>
        <translation>最良の方式が解く問題の種類</translation>
    </message>
    <message>
        <source>Sparsity</source>
        <translation>スパース性</translation>
    </message>
    <message>
        <source>Weight of the voice, over the published one: more leaves less to the voice</source>
        <translation>歌声の重み(論文の値に対する倍率)。大きいほど歌声に入る音が減ります</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>ノイズ</translation>
    </message>
    <message>
        <source>Deviation of what belongs to neither part, sigma, over the song&apos;s level</source>
        <translation>どちらにも属さない成分の偏差σ(曲のレベルに対する比)</translation>
    </message>
    <message>
        <source>Longest</source>
        <translation>最大長</translation>
    </message>
    <message>
        <source>Longer songs are split part by part</source>
        <translation>これより長い曲は部分ごとに分離します</translation>
    </message>
    <message>
        <source>Robust NMF</source>
        <translation>ロバスト NMF</translation>
    </message>
    <message>
        <source>Explains the accompaniment by a few sounds that come again and takes the rest for the voice. Needs to be told nothing; paint where the voice is silent to help it.</source>
        <translation>伴奏を、繰り返し現れる少数の音で説明し、それ以外を歌声とみなします。事前の指定は不要です。歌声が無音の部分を描くと精度が上がります。</translation>
    </message>
    <message>
        <source>Our best, or the method as published</source>
        <translation>本ソフトの最良の手法、または発表論文どおりの手法</translation>
    </message>
    <message>
        <source>Most sounds that the accompaniment is made of, q</source>
        <translation>伴奏を構成する音の最大数 q</translation>
    </message>
    <message>
        <source>Weight of the voice, over the usual one: more leaves less to the voice</source>
        <translation>歌声の重み(通常の値に対する倍率)。大きいほど歌声に入る音が減ります</translation>
    </message>
    <message>
        <source>Divergence</source>
        <translation>ダイバージェンス</translation>
    </message>
    <message>
        <source>How the difference to the song is measured</source>
        <translation>曲との差の測り方</translation>
    </message>
    <message>
        <source>Euclidean</source>
        <translation>ユークリッド</translation>
    </message>
    <message>
        <source>Kullback-Leibler</source>
        <translation>カルバック・ライブラー</translation>
    </message>
    <message>
        <source>Itakura-Saito</source>
        <translation>板倉・斎藤</translation>
    </message>
    <message>
        <source>Low rank</source>
        <translation>低ランク</translation>
    </message>
    <message>
        <source>Weight of a low rank, over the usual one</source>
        <translation>低ランクの重み(通常の値に対する倍率)</translation>
    </message>
    <message>
        <source>Learnt from examples</source>
        <translation>例から学習</translation>
    </message>
    <message>
        <source>Learns how each source sounds from examples of it alone, and what it must not sound like from the others and from the song. One source may have none: it is learnt from the song itself.</source>
        <translation>各音源だけが鳴る例からその響きを、他の音源と曲からその音源ではない響きを学習します。例のない音源が1つあってもよく、それは曲自体から学習します。</translation>
    </message>
    <message>
        <source>Our best, or one of the methods as published</source>
        <translation>本ソフトの最良の手法、または発表論文どおりの手法の1つ</translation>
    </message>
    <message>
        <source>Exemplar</source>
        <translation>事例</translation>
    </message>
    <message>
        <source>Discriminative</source>
        <translation>識別的</translation>
    </message>
    <message>
        <source>Adversarial</source>
        <translation>敵対的</translation>
    </message>
    <message>
        <source>Discriminative-adversarial</source>
        <translation>識別的・敵対的</translation>
    </message>
    <message>
        <source>Length of a frame: short for speech and drums, long for tones</source>
        <translation>フレームの長さ。話し声やドラムには短く、持続音には長くします</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列数</translation>
    </message>
    <message>
        <source>Spectra in the dictionary of a source, d</source>
        <translation>1つの音源の辞書に含まれるスペクトルの数 d</translation>
    </message>
    <message>
        <source>Projection only</source>
        <translation>射影のみ</translation>
    </message>
    <message>
        <source>Learn nothing for sources without examples: they get what the others leave of the song</source>
        <translation>例のない音源は学習せず、他の音源の残りをその音とします</translation>
    </message>
    <message>
        <source>Tau a</source>
        <translation>τ_A</translation>
    </message>
    <message>
        <source>Weights of the sources against the sparsity of their spectra, gamma; left empty: all alike</source>
        <translation>スペクトルのスパース性に対する各音源の重みγ。空欄の場合はすべて同じ</translation>
    </message>
    <message>
        <source>Tau s</source>
        <translation>τ_S</translation>
    </message>
    <message>
        <source>Weight of mixtures whose parts are known, tau_S</source>
        <translation>構成音が分かっている混合音の重みτ_S</translation>
    </message>
    <message>
        <source>Rounds</source>
        <translation>学習の周回数</translation>
    </message>
    <message>
        <source>Updates of a dictionary; left to the engine: 50, and 20 in every round of the best</source>
        <translation>辞書の更新回数。自動の場合: 50、最良の各周回では20</translation>
    </message>
    <message>
        <source>Loudness of the sources in the song, as 0.5 0.5; left empty: any (Dirichlet)</source>
        <translation>曲での各音源の音量(例: 0.5 0.5)。空欄の場合は任意(ディリクレ分布)</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>エポック数</translation>
    </message>
    <message>
        <source>How much a source shall not sound like the others, tau_A; left to the engine: 0.5 as published, 0.3 for the best, 0.8 where nothing is learnt for the rest</source>
        <translation>音源を他の音源と似せない度合いτ_A。自動の場合: 論文どおりでは0.5、最良では0.3、残りを学習しないときは0.8</translation>
    </message>
    <message>
        <source>How often what was found in the song is learnt from, too; left to the engine: at most once, where that helps</source>
        <translation>曲の中で見つけた音からも学習する回数。自動の場合は、効果があるときに1回まで</translation>
    </message>
    <message>
        <source>Test epochs</source>
        <translation>テストのエポック数</translation>
    </message>
    <message>
        <source>Updates when the song is separated</source>
        <translation>曲を分離するときの更新回数</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>バッチサイズ</translation>
    </message>
    <message>
        <source>Frames for one update of a dictionary</source>
        <translation>辞書の1回の更新に使うフレーム数</translation>
    </message>
    <message>
        <source>Mu h</source>
        <translation>μ_H</translation>
    </message>
    <message>
        <source>Sparsity of what is played, mu_H</source>
        <translation>演奏の活性のスパース性μ_H</translation>
    </message>
    <message>
        <source>Mu w</source>
        <translation>μ_W</translation>
    </message>
    <message>
        <source>Sparsity of the spectra, mu_W</source>
        <translation>スペクトルのスパース性μ_W</translation>
    </message>
    <message>
        <source>Omega</source>
        <translation>ω</translation>
    </message>
    <message>
        <source>Share of every other source in what is to be avoided, omega</source>
        <translation>避けるべき音に占める、他の各音源の割合ω</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>重み</translation>
    </message>
    <message>
        <source>Gamma</source>
        <translation>γ</translation>
    </message>
    <message>
        <source>Initialization</source>
        <translation>初期化</translation>
    </message>
    <message>
        <source>What a dictionary begins with</source>
        <translation>辞書の初期値</translation>
    </message>
    <message>
        <source>Lessons</source>
        <translation>学習回数</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窓</translation>
    </message>
    <message>
        <source>Consistency</source>
        <translation>整合性</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>初期値</translation>
    </message>
    <message>
        <source>What the network starts from: the factors that NMF finds, or weights drawn at random</source>
        <translation>ネットワークの出発点: NMFが求めた因子、またはランダムな重み</translation>
    </message>
    <message>
        <source>NMF</source>
        <translation>NMF</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>ランダム</translation>
    </message>
    <message>
        <source>Dropout steps</source>
        <translation>ドロップアウト回数</translation>
    </message>
    <message>
        <source>Training steps with structured dropout (stage one)</source>
        <translation>構造化ドロップアウトを使う学習ステップ数(第1段階)</translation>
    </message>
    <message>
        <source>Penalty steps</source>
        <translation>ペナルティ回数</translation>
    </message>
    <message>
        <source>Training steps with the activity cost (stage two)</source>
        <translation>アクティビティコストを使う学習ステップ数(第2段階)</translation>
    </message>
    <message>
        <source>Activity weight</source>
        <translation>アクティビティ重み</translation>
    </message>
    <message>
        <source>Weight lambda of the activity cost</source>
        <translation>アクティビティコストの重みλ</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>ユニット数</translation>
    </message>
    <message>
        <source>Units of the layers between</source>
        <translation>中間層のユニット数</translation>
    </message>
    <message>
        <source>Units per pitch</source>
        <translation>音高ごとのユニット数</translation>
    </message>
    <message>
        <source>Units of a source&apos;s pitch: one for its onset, the others for what follows</source>
        <translation>音源の1音高あたりのユニット数: 1つはオンセット用、残りはその後の部分用</translation>
    </message>
    <message>
        <source>Context frames</source>
        <translation>前後フレーム数</translation>
    </message>
    <message>
        <source>Neighbouring frames that are heard on each side (variant D)</source>
        <translation>前後それぞれで参照する隣接フレームの数(バリアントD)</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学習率</translation>
    </message>
    <message>
        <source>Step size of ADAM; as published a tenth of the usual one</source>
        <translation>ADAMのステップ幅。論文どおり、通常の10分の1</translation>
    </message>
    <message>
        <source>Mask exponent</source>
        <translation>マスク指数</translation>
    </message>
    <message>
        <source>1: amplitude mask, as published; 2: power mask</source>
        <translation>1: 振幅マスク(論文どおり)、2: パワーマスク</translation>
    </message>
</context>
</TS>
