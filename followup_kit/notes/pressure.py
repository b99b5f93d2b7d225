"""Pressure: demands, deadlines, levers, begging and a hard sell."""

from followup_kit.notes.phrases import Phrases, first_unexcused
from followup_kit.notes.sentences import Sentence, Span

_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday"
_BY = (
    f"{_WEEKDAYS} tomorrow noon tonight today midnight end eod cob close then morning 5 6 four five six nine ten one "
    "weekend week"
)

_PUSHY = Phrases(
    """
    # demands
    i|we (am|will|shall|do|would|must) (going) (to) need|require|demand|insist|expect (on|upon|to) ({an}) ({firm}) ({firm}) {answer}
    i|we need|demand|insist|require|expect (that|on) you|your|somebody|someone|this
    i|we insist|demand|must_insist|urge|must_urge|strongly_urge|press|implore|beseech|entreat
    i|we need|must|demand|insist|expect|require|deserve|have to know|hear|be_told|have|get|plan ... by|before|now|today|tomorrow|this|soon|where|whether|if|immediately|at_once
    need|require|demand|expect|want ... {by} (the|next|this) {day}
    need|require|demand|expect|want ... today|tomorrow|this_week|this_afternoon|tonight|at_once|immediately|in_my_inbox|in_my_hand|in_hand|in_writing
    i expect|require|demand|insist (nothing) (less)
    i am owed
    owe|owes me|it_to|an
    answer me
    yes or no
    ultimatum|non-negotiable|nonnegotiable
    have|has|get|bring|prepare|send ... paperwork|contract|contracts|papers|offer_letter|keys|uniform|badge ready|over|drawn_up|signed|waiting|by|today
    should|must|better hear|reply|answer|call|decide ... by|before|today|soon
    you'd|you (would) (have|had|better|need|do_well|best) better|well|best|do_well|wise to|move|act|match|beat|hurry|decide|snap|hire|grab|better

    # a date or a haste put on the reader
    {reply} (me|us|back|to_me|this|it|your_answer|your_decision|an_answer|it_to_me|the_offer|now|please|in|the|your|my|a|yes|no) ... {haste}
    {reply} ... {by} (the|next|this) (end|close|start) (of) (the|business) {day}
    answer|reply|decision|response|word|offer|contract|confirmation|yes|verdict|call ... {by} (the|next|this) (end|close|start) (of) (the|business) {day}
    decide|choose|settle|sign|commit|act ... {by} (the|next|this) (end|close|start) (of) (the|business) {day}
    no|not later than
    friday|monday|thursday|wednesday|tuesday|week|latest at the latest
    at the latest
    as soon as possible|humanly|you_see|you_get|you_read|you_open|you_receive
    the moment|minute|instant you see|get|read|open|receive
    this|matter|it|my|situation is|has_become (a) (matter|of) (of) urgent|urgency|time-sensitive|time_sensitive|pressing|imperative|vital
    urgently|by_return_of_post|pronto|asap
    immediately|at_once|right_away|right_now|straight_away|this_instant|without_delay|without_further_delay please|,_please|and_tell|or|!
    please|kindly|so|must|reply|respond|answer|call|write|decide|write_me|call_me|tell_me immediately|at_once|right_away|right_now|straight_away|without_delay|without_further_delay|now|today|urgently|quickly|fast
    clock is|keeps|has
    time is running_out|of_the_essence|money|ticking|short_for
    not|cannot|can_not (do|hold|wait|go|keep|stay|stand|put|be) ... past|beyond|later_than|after (next) {weekday}|the_weekend|this_week|the_week|the_month|noon
    offer|which|it|that|theirs expires|expire|runs_out|lapses (on|at|this|next|by|in|tomorrow)
    deadline|signature on|is|by|of|for ... {weekday}|tomorrow|today|mine|noon
    hurry|hurrying|speed_up|speed_this|speed_things|move_this|move_things|move_it|move_fast|move_quickly|act_fast|act_now|act_quickly|hasten|expedite|hustle|get_a_move_on|snap_to_it
    decide|deciding quickly|soon|now|fast|promptly|already|today
    make|making up your mind|minds|now|soon
    stop|quit stalling|delaying|dragging|wasting|dithering|messing
    sooner (rather) than|the|you
    before someone|somebody|another|anyone|others (else) ... snap*|grab*|hire*|does|do|get*|take*|offer*|beat*
    before it_is_too_late|i_am_gone|i_sign

    # conditions and threats
    if i do_not|have_not (hear|get|receive|heard|received|have|got|see) ... i|then|my
    if you do_not|cannot|can_not|will_not|have_not ... i_will|i_shall|i_am|i_must|i_have_to|i_take|i_assume|i_go
    if you want|need|mean|are_serious|would_like|wish_to_keep|like (me|to_have_me|to_hire) ... have_to|must|need|better|act|move|match|beat|now|should|will
    unless i|you|we|somebody|there ... hear|reply|respond|decide|act|get|receive|told|call|say|is_an_offer
    or else|i_will|i_walk|i_am_gone|i_go|i_sign
    otherwise i will|shall|must|am|have
    take|taking|bring|offer my ... elsewhere|to_your|to_another|to_the_competition|down_the_road
    accept|accepting|sign|signing|go|going|look|looking|start|starting somewhere_else|elsewhere|with_them|with_another|with_the_other|their_offer|the_other
    go|speak|write|complain|take_this|call|going|turn ... over_your_head|your_boss|your_superior|your_supervisor|your_manager|your_director|the_owner|the_board|head_office|your_ceo|the_press|lawyer|attorney|the_union|higher_up
    final|last chance|warning|notice|deadline|offer|time_i
    now or never
    take it or

    # calling and coming until answered
    {will} ... {pester} ... {every}
    calling|ringing|phoning|emailing|writing|coming ... {every} ... until|till
    {every} {weekday} after|from|until|till
    {will} camp|sit|stand|wait|come|stop|swing|drop|turn_up|show_up|call_in|be_at|be_by|be_in_your|be_outside|be_there|be_on_your|be_round|be_waiting ... {weekday}|tomorrow|morning|until|till|door|when_you_open|lobby|first_thing|car_park|parking_lot|in_person|every|steps|noon|office
    {will} call|phone|ring|telephone|email|write|text|message|check|contact|follow ... tomorrow|{weekday}|again_today|first_thing|tonight|until|till|later_today|this_afternoon
    keep|continue|keeping|continuing (on|to) calling|phoning|ringing|writing|emailing|asking|coming_by|coming_in|trying|checking|texting|call|phone|ring|write|email|ask|check|knocking|knock
    not going away|to_stop|to_give_up|anywhere|to_go_away|to_take_no|to_let|to_quit
    not stop|rest|quit|give_up|leave|budge|move|go_away|take_no until|till|for|without|
    no for an answer
    shake on it
    pester|pestering|badger|hound|camping_out|camp_out

    # having others call
    {asked} my|a|our|everyone|his|her|some|both|two|three|mr|mrs|senator|father|the|several ... to call|phone|ring|telephone|visit|lean|write|speak|talk|contact|email|put_in|have_a_word|stop_by (to|with|in|on|by|a) (good) you|your|word|the|for_me
    on my behalf
    pull|pulling|pulled (some|a_few|every) strings
    my uncle|cousin|father|mother|brother|friend|aunt|pastor|lawyer|professor|priest ... will|is_going_to|is|has call|phone|ring|speak|be_calling|calling|write|contact|promised

    # other offers as a lever
    {rival} (firm|school|company|employer|shop) ... {wants}
    another|other|second|different firm|school|company|employer|shop|hospital|clinic|place|agency|outfit|bank|firms|schools|companies ... {wants}
    offer|offers from|at a|an|another|the|your|two (big|bigger|rival|second|other) competitor|rival|company|firm|school|hospital|shop|place|employer|agency|chain|bank
    offer|offers elsewhere|on_the_table|in_hand|waiting|in_writing|in_my_pocket|on_my_desk|pending|coming_in
    have|hold|got|received|with|holding|juggling ... offer|offers (on|from|elsewhere|in|waiting|that|which|to|and_need|and_must|already|now|at|with|too|with_a|pending)
    other|two|three|four|several|many|multiple|competing|better|rival|counter offers
    holding|hold|putting|put|turning|turned off|down ... {employer}|offers|offer|others|for_you
    {employer} ... are|is|have|has|keep|keeps fighting|lining|queuing|queueing|knocking|chasing|after_me|courting|calling|begging|interested|very_interested|made_me|offered|waiting|ringing|asked_me
    in high|great|hot|big demand
    not wait|last|be|stay|hold|remain|keep ... forever|long|available|around|open|indefinitely|on_the_market|on_hold|free|for_ever
    off the market
    snap|snaps|snapped|snatch|snatched|scooped|grab|grabbed|poach|poached me|up
    ahead of you

    # a hard sell
    mistake|error|fool|foolish|crazy|mad|shame|pity|loss (to|if|not|would) ... let|pass|lose|hire|overlook|miss|ignore|turn ... me|up|somebody|someone|this|go|down
    you would|will|can|could|may|might (only|come|live|not|never) (to) (ever|not) regret|be_sorry|kick_yourself|kick_yourselves|thank_me|be_glad_you|lose_out|wonder_how
    never|not regret
    you will|would|can|could|are|do not|never|hard_pressed|struggle (be|able|going|to) (to) find|get|see|meet|come_across ... better|like_me|anyone|as_good|equal|another|someone|harder|who_will|keener
    nobody|no_one|none ... better_than|like_me|than_me|harder_than|can_do_it|as_good|better_for|keener|more_than_me|wants_it
    better than me .
    no better candidate|choice|person|match|fit|man|woman|hire
    i am the your|clearly|surely|only|best|perfect|ideal|right|obvious|strongest|one|number_one (best) person|candidate|choice|fit|match|hire|man|woman|pick|one for|you
    i am the|your|clearly_the only|best|perfect|ideal|right|obvious|strongest|one|number_one (best) person|candidate|choice|fit|match|hire|man|woman|pick|one for|you
    look|looking|search|searching no further
    hire|choose|pick|select me and|,|!|now|today|or|please|you|.|for|because
    give|offer me the|this|that job|position|offer|role|post|yes
    let me get_away|slip|go_elsewhere|slip_away
    miss|missing|missed out (on) me|this|somebody|someone|an|a|the_chance|your
    overlook|ignore|forget|refuse|say_no_to|afford me|not_to|to_lose|to_miss|to_pass
    when|what|which (day|date|time) do|can|should|will|shall|would i start|begin|sign|report
    trust|assume|presume|take_it|am_sure|am_certain|am_confident|consider|know|expect (that) the|this job|position|role|post|offer|spot is|will_be|as|to_be mine|settled|good_as|in_the_bag|done
    trust|assume|presume|counting|count|looking_forward|look_forward|expect|expecting (on|to|that|for|you) ... offer|contract|paperwork|start_date|yes|uniform ... (letter|ready|soon|shortly|in|is|by|this)
    already|have|i given|gave|handed|bought|quit|resigned|rented|signed|told ... notice|uniform|boots|apartment|flat|lease|landlord|boss
    my|the first day|shift is|will_be|on|of_work
    i will|shall|can start|begin on|monday|tomorrow|at
    we both|all know
    cancel|call_off|stop|end (the|your|any|all) (other|remaining|further) interviews|search|looking|interviewing
    why|no_reason|no_point|no_need|no_sense (to|in|even) wait|keep_looking|look_further|delay|interviewing|looking|seeing|interview|keep_interviewing
    waited|long long_enough|enough
    not let|make me down|wait

    # begging
    please please|,_please|,_please_,
    beg|begging|plead|pleading|implore you|of_you|for|with|!
    i beg .|,
    i am desperate|on_my_knees
    desperate|desperately (for|need|needs|want) (the|this|a|work|money|it|that|to) (job|work|money|chance|know|hear|answer|be)
    need this|the|that job|work|money|position|badly|so_badly|more_than
    i need this|it (so) .|,|!|badly|more
    my only|last|one hope|chance
    my rent|mortgage|landlord|bills|children|kids|family|babies depend*|is|are|need|needs|cannot|rely|relies
    just tell me
    anything , as
    """,
    an="a an the your some any this my that his her you one",
    firm="final firm definite definitive clear straight quick prompt immediate detailed full speedy swift written honest "
    "proper offer formal positive decisive yes-or-no",
    answer="answer reply decision response offer explanation commitment callback yes no answers word confirmation verdict "
    "call update contract reasons reaction letter signature better_offer news",
    reply="reply respond answer decide confirm call write act get_back let_me_know let_me_have contact_me send_me tell_me "
    "phone_me give_me email_me come_back_to_me ring_me hear write_me send_it call_me get_back_to_me write_back inform_me",
    haste="immediately now today tomorrow tonight asap quickly promptly at_once without_delay right_away fast "
    "soonest straight_away this_week this_afternoon urgently without_further the_moment as_soon_as the_minute pronto",
    by="by before no_later_than until past not_later_than",
    day=_BY,
    weekday=_WEEKDAYS,
    pester="call calling phone phoning telephone ring ringing email emailing write writing ask asking come coming stop check "
    "checking contact wait sit bother show turn drop swing visit text texting message knock back be in by at there",
    every="every_day every_morning every_hour every_afternoon every_week every_evening each_day each_morning each_week daily "
    "every_single hourly twice_a_day every_monday every_friday every_saturday every_other each_and_every day_and_night "
    "each_afternoon again_and_again once_a_day every_few",
    will="will shall am_going_to plan_to intend_to am_planning_to mean_to",
    asked="asked told got getting have have_asked had persuaded arranged_for asking had_asked",
    rival="rival competitor competitors competition rivals",
    wants="want* want_me requires require interested after_me after chasing calling courting offered offering made has_made "
    "have_made waiting ready keen needs need promised willing would_love are_keen signature snap hire by",
    employer="companies employers firms schools recruiters hospitals shops garages practices banks places others "
    "restaurants salons agencies outfits yards clinics studios teams",
)
_PATIENT = Phrases(
    """
    not|never|nor|hardly want|wish|mean|meaning|expect|need|intend|writing|here|trying|asking|like|looking to|in|any|you|an ... {haste}
    no|without|not need|reason|cause|rush|pressure|hurry|call|obligation|expectation|any|in_any ... (to|for|at_all|on|rush|hurry) ({haste})
    not|never|without|hardly|no|nor {haste}
    not|never|without|hardly|no|nor (a|in|in_a|in_any|the) {haste}
    not a matter|question of
    good|kind|thoughtful|decent of you to ... {haste}|{by}
    {about} ... {haste}|deadline|offer|demand|urgent
    urgent|pressing|deadline|rush calls|cases|repairs|care|orders|requests|jobs|matters|work|department|messages|deliveries|desk|hour
    hope|hopes|wonder|trust i am|do not
    reply|answer|call|decide only|whenever|when|at_your|if|in_your
    as|like|when you|we|they suggested|agreed|arranged|asked|invited|said|offered|planned|told|know ... call|come|bring|visit|{weekday}|by
    put|use|used|useful|learned|did|felt|liked|saw at_once
    """,
    by="by before until",
    haste="rush rushed rushing hurry hurried hurrying urgent urgently immediately quickly answer reply respond decide at_once "
    "right_away today write_back expedite press pressing pressure push pushing pester urge badger insist demand bother beg",
    about="about discuss* describe* talked spoke handle* customers patients team crew learn learned mention* taught showed",
    weekday=_WEEKDAYS,
)


def pushy(sentence: Sentence) -> Span | None:
    """Return where a sentence presses the reader, or None."""
    return first_unexcused(_PUSHY, _PATIENT, sentence)
