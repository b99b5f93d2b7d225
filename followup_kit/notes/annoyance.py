"""Annoyance: reproach, sarcasm, and crossness with the reader."""

from followup_kit.notes.phrases import Phrases, first_unexcused
from followup_kit.notes.sentences import Sentence, Span

_CROSS = (
    "annoyed annoying irritated irritating frustrated frustrating upset upsetting angry offended insulted insulting "
    "disrespected impatient exasperated exasperating fed_up disgusted appalled outraged unimpressed dismayed cross "
    "displeased resentful let_down put_out put_off rude disrespectful unprofessional insensitive sore galling vexed "
    "unacceptable inexcusable outrageous ridiculous inconsiderate discourteous shameful disgraceful pathetic absurd "
    "appalling disheartening disheartened maddening unreasonable infuriating infuriated aggravated aggravating shabby "
    "dismissive poor_form bad_manners a_disgrace beyond_me tiresome impolite demeaning humiliating humiliated livid "
    "discouraging vexing peeved miffed ticked_off hacked_off furious irked irksome less_than not_impressed dismal "
    "disillusioned shocking not_good_enough not_best_pleased not_on unkind thoughtless insufferable brusque curt cold "
    "unfriendly sloppy careless amateurish disorganized disorganised chaotic unhelpful degrading callous churlish "
    "exhausting wearing a_shambles a_farce a_circus a_bit_much a_bit_rich off-putting hurtful disappointing"
)
_CURT = "form template text automated two-line one-line stock standard generic canned copy-and-paste two one single"

# What one felt, or found it to be.
_FEELINGS = Phrases(
    """
    i|we|me (am|was|been|be) am|was|were|be|feel|felt|have_been|been|grow|growing|get|getting|got|become|became|remain|find_myself|left|leaves|leave|made|makes|feeling (me|feeling|a) (bit|little|feeling) {cross}
    it|this|that|which|there is|was|feels|felt|seems|seemed|has_been|becomes|strikes_me_as|struck_me_as (a) (bit|little) {cross}
    find|found|consider|call|thought|think it|this|that|the|your ... {cross}
    {conduct} ... is|was|were|are|has_been|feels|seems|strikes_me (a) {cross}
    such {cross}
    {cross} {conduct}
    {cross} to be|have|find|get|wait|hear|learn|see|sit|spend|go
    {cross} that|how ... you|nobody|no_one|nothing|your|i_had|i_was|i_have
    disappointed|surprised|astonished|amazed|concerned|troubled|saddened|shocked|hurt|dismayed|perplexed (that|by|with|at|about|in|to) ... {silence}
    my frustration|annoyance|irritation|displeasure|patience
    bad|sour|bitter|nasty taste
    """,
    cross=_CROSS,
    conduct="behavior behaviour conduct silence delay delays wait lack treatment process communication handling manner "
    "attitude tone rudeness receptionist secretary organization organisation experience",
    silence="silence communication reply response treated treatment nobody no_one nothing manner manners way_this how_this "
    "kept chase chasing slow slowness no_answer lack form_letter text_message professionalism delay never find_out "
    "hear_it not_to_hear not_hear not_heard not_had ignored",
)
_CALM = Phrases(
    """
    not|never|no|nothing|without|nor|neither|hardly ... {cross}|frustration|impatience|annoyance|irritation
    {about} ... {cross}|frustration|impatience|silence|delay|wait
    must|can|may|might be {cross}
    {cross} {others}
    """,
    cross=_CROSS,
    about="about discuss* describe* customers patients parents talked spoke understand imagine know knew story calm handle* "
    "example when if for sorry hope hoped learned taught",
    others="customers callers clients patients parents guests students passengers people users caller customer families "
    "tenants members game spirit part news puzzle weather for_you for_your desk desks department line system , "
    "morning day water wind",
)
# "I will not pretend it was not irritating" takes nothing back.
_CONFESSED = Phrases(
    """
    not|cannot|can_not pretend|deny|hide|lie|say|help ... {cross}
    i must|have_to say|admit|confess|complain|protest|object ... {cross}
    """,
    cross=_CROSS,
)

# Reproach, whatever is felt.
_REPROACH = Phrases(
    """
    # no answer, said with more than a mere "yet"
    i|we have still not heard|received|gotten|got|had|seen
    i|we still have|had|received not heard|received|gotten|got|had|seen
    i|we still have no|nothing
    and|but|, still no|nothing reply|answer|word|response|news|call|sign|.|,
    not|without|never|nor|and ... a|one|so_much_as|even single|lone word|call|reply|email|line|answer|message|response|person
    not|never ... so_much_as
    not|never|without a|one|even_a|another word|peep|line|call|reply|response from|since|back|either|.|,
    heard|received|got|had|get|been precisely|exactly|zero|zip|zilch|not_a_word|not_one_word|not_a_thing|crickets|absolutely nothing|reply|replies|word|from
    then|but|except|and silence|crickets
    radio|deafening|total|complete|utter|stony|your silence
    no|any response|reply|answer|word|news|communication|explanation|apology whatsoever|at_all|of_any_kind
    {days} of|with|without|and ... silence|no_reply|any_reply|any_word|no_response|no_answer|no_word|nobody|no_one|not_one|crickets|counting
    nobody|no_one|none_of_you (there) has|have|had|ever|even|bothered|called|replied|answered|responded|contacted|told|emailed|got_back|picked|seems
    bothered|bother to|with|telling|answering|writing|calling|reading|replying
    cannot|can_not|could_not be bothered
    had|has|have the courtesy|decency|manners|grace|guts|nerve|cheek to
    if somebody|someone|anybody|anyone can|could|ever find ... time

    # how long it took
    finally|at_last|at_long_last let|letting|told|telling|wrote|writing|replied|replying|answered|answering|get|getting|got|got_around|found|finding|responded|responding|bothered
    let|letting|told|telling|answering|replying|writing (me|us) (know) at_last|at_long_last
    at long last
    late|slow|tardy as it|that was|is
    better late
    took|taken|takes|taking you|the_company|your_office|your_team|the_panel ... {days}
    {days} after|since|from you|your ... said|promised|told|would|promise
    nine|two|three|four|five|six|seven|eight|ten after you said|promised|told
    {days} late|overdue|behind|past_the
    have|has been ... {days} and|, ... nothing|no|silence|not_a|nobody
    have|has|had been waiting ... {days}|since|long|patiently|ages|forever|by_the_phone
    waited|waiting|sat|kept|stood ... hour|hours|minutes in|for|to|before|and|while|past
    tired|sick|weary|done|bored|through of|with waiting|asking|being|this|hearing|chasing|wondering|excuses|it
    here we are
    month|week|day|date|deadline|deadlines now fading|forgotten|long_gone
    as of today
    take|taking|takes|took|taken (far|way|much|this|entirely) (too|this) long|forever|ages|an_age|eternity
    far|way|much too long
    about|high time
    how much longer
    how long does|do|can|could|must|will|am|are|should|is it|one|i|someone|this|we ... {expected}
    what|why is|could_be|can_be|are|has taking|keeping|taken (you|so|them)

    # a promise broken
    i|we was|were|am|have_been promised|assured|guaranteed|given_your_word
    you|your_office|your_assistant|your_secretary|they|he|she (had) promised|assured|guaranteed|swore ... and|but|yet|by|on|last|weeks|never|a_call|an_answer|a_reply|me_a|me_an|i_would
    looked me in_the_eye
    broken|broke|break|empty|so_much_for|forgotten ... promise|promises|word
    kept|keep|honor|honour your|their promise|word
    said|told|says|say|promised ... you_did_not|did_not_happen|never_came|never_did|did_not_come|never_happened|and_yet|weeks_ago|months_ago
    ^ you did not . $
    monday|tuesday|wednesday|thursday|friday came|has_come and went|gone
    which|what monday|tuesday|wednesday|thursday|friday|week|month|year $
    despite|contrary_to|in_spite_of ... promise|promises|assurance|assurances|your_word|emails|messages|calls|what_you|repeated

    # counting one's own letters, and having to chase
    second time|email|message|letter i|of|that_i
    third|fourth|fifth|sixth|umpteenth|nth|tenth time|email|mail|message|call|letter|note|attempt|voicemail|reminder (that|i|in|to|of|this|now|and|,|.)
    {sent} ... {times} ({times}|more) (emails|mails|letters|messages|voicemails|texts|times|notes|reminders|calls)
    {times} emails|mails|letters|messages|voicemails|texts|reminders|calls|phone_calls ... (i|and|no|not|later|without|unanswered|ignored|have|so_far|now)
    have|had called|phoned|rung|telephoned|written|emailed|messaged|texted ... twice|times|repeatedly|again_and|over_and|thrice|daily
    as|like i have|had (already) told|said|stated|explained|written|mentioned ... already|twice|before|times|your
    as|like|which i already told|said|stated|explained|wrote|have|mentioned|sent
    yet again|another
    once again|more i ... left|forced|obliged|chasing|having|had|must|find|am
    {having} to|me_to chase|chasing|beg|ask_again|hound|ask_twice|remind|run_after|write_twice|write_again|hunt|track_you|pester|plead|ask_for_it|follow_up_again
    chase|chasing|chased you|your|after_you|after_your|up|someone|for_a|for_an|people|this

    # reproach for conduct
    common|basic|simple|ordinary|elementary|bare courtesy|decency|manners|politeness|respect|civility
    the|very|at_least|bare|is least|minimum you|anyone|someone|they|one|i can|could|might|would|expect|deserve
    is it (that|so) (too) hard|much|difficult
    not|too much to ask|expect
    hard|difficult can|could|is it|that be
    would it kill|hurt you|anyone|somebody
    i|one|you would|might|could|should have thought|hoped|expected|imagined ... {proper}
    you|somebody|someone|they|one might|could|should have (at_least|told|called|let_me|warned|saved_me|spared_me|mentioned|bothered|rung|phoned|had_the|said_so|written_sooner|asked_me)
    would|might have been polite|courteous|decent|enough|sufficed|civil|nice_to_be|nice_to_hear|nice_to_know|nice_if
    simple|quick|short yes|no|reply|email|line|call|note ... would_have|would_do|would_be_enough|is_not|costs|takes
    expected|deserve|deserved|rated|merited|earned|warranted|owed|worth|hoped_for|hoping_for better|more (than|from|of|.|,)
    more|better than a|an|{curt}|just {curt}|line|lines|text|email|sentence
    got|get|received|for|with|in|by|was|sent|a {curt} lines|line|email|message|letter|reply|rejection|sentence|sentences|text
    waste|wasted|wasting|squandered ... time|effort|day|morning|afternoon|fuel|gas|petrol|breath
    time|day|effort|morning|trip|journey was|has_been|were wasted|a_waste
    my|our|people's|candidates' time is|was|has|means|too ... {worth}
    other|some people|people's|us ... have|has|had ... bills|lives|jobs|time|feelings|work
    took|lost|gave_up|missed|lose|burned|used ... day|days|shift|morning|afternoon|wages|pay|time|leave off|unpaid|pay|wages
    drove|travelled|traveled|flew|rode|paid|came ... for_that|for_this|for_nothing|only_to|just_to|and_got|and_for_what
    turned down|away ... on_the_strength|because_you|for_this|for_you|on_your
    {hours} for that|this|nothing|what
    left|leave|leaves|leaving|keep|keeps|keeping|kept|strung|stringing|string (me|us|people|candidates|applicants|someone|somebody|anyone|folks|everyone|you) hanging|dangling|guessing|in_the_dark|in_limbo|high_and_dry|along|on_tenterhooks|on_the_hook|on_ice|twisting|in_suspense
    keep|keeps|keeping|kept|leave|leaving|left me|us|people|candidates|applicants waiting|sitting|standing|stewing
    ghost|ghosted|ghosting|blown_off|brushed_off|fobbed_off|blanked|snubbed|stonewalled|led_on|misled|lied_to|jerked_around|messed_about|messed_around|messed_me|the_runaround|the_run-around|silent_treatment|cold_shoulder|led_me_on|passed_over_in
    ignored|ignoring (my|me|us|by|every|all|both|the|so|.|,|again|it|since)
    am|was|been|being|be ignored|forgotten|overlooked_again
    how|way ... treat|treats|treated|treating (all|your|people|candidates|applicants|me|others|somebody|someone|a|human|workers|folks)
    treated|treat like|as_if|as_though|as_a
    no|a|some|strange|odd|funny|poor|fine way to treat|run|do_business|behave|say|tell|hire|thank
    not used to being
    next time|before you|somebody|someone|they ... might|should|could|ought|would_do_well|please ... put|tell|think|learn|try|answer|call|check|warn|read|look_up|keep|make_sure|bother|consider|train|teach|reply|treat
    you|they|somebody|someone might|may|should|ought|need|could want_to|like_to|do_well|care_to think|learn|tell|train|teach|try|consider|look|ask_yourself|reflect
    you|they might|should|ought_to|could think about|of|twice ... before|next|that
    before you put|ask|waste|treat|drag|do_this|invite|send
    apparently|evidently|guess|suppose|presumably|seemingly|assume|gather|presume ... nobody|no_one|forgot|forgotten|beneath|which_friday|means_something|something_different|too_busy|too_important|too_good|better_things|my_answer|not_worth|not_important|not_matter|do_not_matter|does_not_matter|that_is_that|how_you|do_not_bother|not_good_enough|did_not_say|do_not_read|does_not_read|went_astray_like|the_bin|that_is_how|bottom_of|do_not_reply|says_it_all
    clearly|obviously|apparently|evidently my|your|our time|word|messages|emails|application|deadlines|diary|inbox|manners
    something|quite|rather different|else at|in|to your|you
    admire|love|enjoy|marvel ... (refuses|company|firm|organisation|organization|employer|people|office) ... refuses|who_never|that_never|who_cannot|that_cannot|vulgar|never_answers|keeps_people
    must be nice|wonderful|lovely|pleasant
    is|does|do|can|has|did anyone|anybody|someone|somebody ... even|reading|home|listening|answer|work_there|alive|awake|in_charge|check|there_at_all
    do|did you|they even|ever read|care|remember|intend|plan|look|open|check|answer|listen
    not appreciate|care_for|enjoy being|the|this|how|having|waiting|sitting
    no excuse
    on earth|god's_green
    what|who|where|why|how the hell|heck|devil
    damn|bloody|goddamn|hell_of|crap
    or what ?
    lack of communication|response|courtesy|respect|professionalism|consideration|reply|basic|manners|follow-through
    pick_up|answer|lift a|the|your phone|telephone
    put|putting your|the phone|laptop|screen|sandwich away|down
    quite_frankly|to_be_blunt|to_put_it_bluntly|to_be_frank
    frankly ,|i|your|the|this|it
    complain|complaint
    does|do|will|would|shall|did|is not forget
    i|we do|did not|hardly|sometimes know|wonder why i bothered|bother|came
    why i bothered
    special case
    jump|jumped|jumping|put ... through (your|all|so|many|the) hoops
    do not hold|holding my
    for the record
    thanks for nothing
    wrong|misspelled|misspelt|either ... name or|and|, ... the|my|title|wrong|right|post|role
    got|get|spelled|spelt|getting my|the name wrong
    good|nice to know|see that|where my|your ... counts|stand|worth|priorities
    not|hardly|scarcely the|my|an|a first|last time ... you|your
    nice|fine|lovely|great|wonderful way|start|welcome|touch to|that|,
    """,
    curt=_CURT,
    days="days weeks month months week fortnight",
    hours="hours miles minutes hour day days",
    expected="take need wait expected supposed going be_left takes long",
    sent="sent left written wrote called phoned emailed mailed rang rung texted messaged made sending tried telephoned",
    times="two three four five six seven eight nine ten twelve several many twice thrice repeated countless numerous 3 4 5 6 2",
    having="have_to having had_to having_had forced reduced obliged left made must should_have_to need needed have",
    proper="courtesy reply call word answer better at_least by_now more somebody someone email letter phone sooner name "
    "deserved rated worth enough company firm school people manners that_after kindness civility notice much_to_ask",
    worth="value valuable worth matter matters respect nothing important mean limited precious cheap free",
)
_PATIENCE = Phrases(
    """
    not|never|without|nor leave|leaving|left|keep|keeping|kept|ignoring|wasting|chasing|ghosting
    {about} ... waiting|ignored|wasted|hanging|complain|complaint|complaints|promise|promised|late|silence|annoyed
    waiting|complaint|complaints list|room|desk|department|line|tables|game|staff|area
    {no} need|reason|rush|hurry|trouble|worry
    nobody|no_one who|in|was|could|can|else|would|will {fine}
    """,
    about="about discuss* describe* customers patients parents guests talked spoke imagine story handle* calming",
    no="no not little hardly never",
    fine="alone leave sat sitting believe blame know guess",
)


def annoyed(sentence: Sentence) -> Span | None:
    """Return where a sentence sounds annoyed at the reader, or None."""
    return (
        first_unexcused(_FEELINGS, _CALM, sentence)
        or first_unexcused(_REPROACH, _PATIENCE, sentence)
        or first_unexcused(_CONFESSED, _PATIENCE, sentence)
    )
