# What a broadcast says: words with variables, albums, link buttons, templates.

wording-variable-name = name
wording-variable-municipality = municipality
wording-variable-genitive = municipality-genitive
wording-variable-dative = municipality-dative
wording-variable-accusative = municipality-accusative
wording-variable-instrumental = municipality-instrumental
wording-variable-prepositional = municipality-prepositional
wording-nobody = friends
wording-nowhere = Amur Oblast
wording-nowhere-genitive = Amur Oblast
wording-nowhere-dative = Amur Oblast
wording-nowhere-accusative = Amur Oblast
wording-nowhere-instrumental = Amur Oblast
wording-nowhere-prepositional = Amur Oblast

wording-copied = People get the message above. Do not delete it until the broadcast is over. To change the words, press “{ broadcast-message }”.
wording-kept = The message is saved already. To change it press “{ broadcast-message }”.
wording-name-note = In place of { "{" }{ wording-variable-name }{ "}" } everybody reads their own name. Who has none reads “{ wording-nobody }”.
wording-municipality-note = In place of { "{" }{ wording-variable-municipality }{ "}" } everybody reads the name of their municipality. Who has named none reads “{ wording-nowhere }”.
wording-cases-note = In Russian the name can stand in the case that its sentence needs: { "{" }{ wording-variable-genitive }{ "}" }, { "{" }{ wording-variable-dative }{ "}" }, { "{" }{ wording-variable-accusative }{ "}" }, { "{" }{ wording-variable-instrumental }{ "}" }, { "{" }{ wording-variable-prepositional }{ "}" }.
wording-caption-note = { $name } in a caption is not replaced. Variables work only in a text without photos and files.
wording-unknown = There is no variable { $names }. These there are: { $known }.

    Correct the text and send it again. If you need the brackets themselves, take round ones.
wording-split = The variable { $names } will not work: only a part of it is formatted, or it stands in the address of a link.

    Format it whole and send the text again.
wording-broken = The formatting of this text is damaged, { $channel } will not take it. Send the text anew.
wording-long = With the longest name the text has { $length ->
        [one] { $length } character
       *[other] { $length } characters
    }, and a message holds { $most }. Make it shorter by { $over } and send it again.

wording-album-comes = I am taking in the album. When all its files are in our chat, press “Next”.
wording-album-done = Next
wording-album-open = This message is not part of the broadcast: it holds an album already, and an album has ten files at most. Send the rest as a broadcast of its own.

    If the album is as it should be, press “Next”.
wording-full = An album has ten files at most. The others were left out: send them as a broadcast of their own.
wording-mixed = This file was left out of the album: { $channel } shows documents and music in one album with their own kind only. Send it as a broadcast of its own.
wording-caption-long = A caption in the album is too long: there is room for { $most }, and it has { $length ->
        [one] { $length } character
       *[other] { $length } characters
    }. Send the album with a shorter one.
wording-album-note = The album has { $files ->
        [one] { $files } file
       *[other] { $files } files
    }.{ $more ->
        [0] { "" }
       *[other] { " " }The buttons come after it, in a second message: { $channel } does not show them under an album.
    }
wording-album-news = You can turn off the news here:
wording-album-links = You find more with the buttons below.

wording-try = Send it to me
wording-try-nobody = This is what somebody without a name and a municipality reads:
wording-links = Link buttons
wording-links-none = <b>Link buttons</b>

    Up to three buttons can stand under the message. Each opens a page on the internet.
wording-links-here = <b>Link buttons</b>

    Under the message now:
wording-link-line = { $label } — { $url }
wording-link-add = Add a link
wording-link-drop = Remove “{ $label }”
wording-to-review = ← Back to checking
wording-ask-url = Send me the address of the page. You can copy it in the browser: it begins with https://
wording-bad-url = This does not look like the address of a page. Copy it whole in the browser: it begins with https://
wording-links-full = There is room for three links under a message. Remove one first.
wording-ask-label = What shall the button say? For now it says “{ $label }”.
wording-label-as-is = Leave it so
wording-bad-label = A button holds one line of up to { $most } characters, without variables. Send me another.

wording-keep = Keep as template
wording-ask-name = I am keeping these words as a template. What shall it be called?

    Without a name it is called by its first words.
wording-ask-other-name = What shall the template “{ $name }” be called?
wording-bad-name = The name of a template is a word or a few. Send it as text.
wording-keep-words-only = Templates hold texts only. Photos and files cannot be kept there.
wording-keep-gone = The message to be sent is no longer in our chat, there is nothing to keep.
wording-templates = Templates
wording-templates-list = { $count ->
    [0] There are no templates yet. Write a broadcast and, when you check it, press “{ broadcast-message }” → “{ wording-keep }”. The next one can begin with these words.
   *[other] <b>Templates</b>

    Which one shall we begin with?
}
wording-template-kept = The template “{ $name }” is kept. The next broadcast can begin with it.
wording-template = <b>{ $name }</b>

    { $words }
wording-template-use = Begin a broadcast
wording-template-rename = Rename
wording-template-drop = Delete the template
wording-template-drop-sure = Delete the template “{ $name }”?
wording-template-dropped = The template is deleted.
wording-template-gone = There is no such template any more.
