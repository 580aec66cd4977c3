"""The words that are common in the names of booleans, by the predicate that they take.

English does not show a word's part of speech in its spelling. Each word stands in the one list
that it belongs to in the names of booleans; what an ending proves, `questions` reads off it. The
words were chosen by counting names in packages of the package index.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


STATES = _words("""
    absent absolute abstract accurate alive alternate anonymous approximate arbitrary ascending
    async atomic available aware away bad bare basic big bilateral binary blank blind bold bound
    brief broken built bulk busy capable caught cheap circular classic clean cold common compact
    compatible complete complex concise concrete confidential conjugate consistent correct corrupt
    critical current custom cut cyclic daily dark dead deep degenerate dense dependent descending
    different digital direct dirty distinct done dormant double down drawn due dummy dynamic eager
    early efficient eligible empty equal equivalent exact existing expensive experimental explicit
    external extra fake fast fatal final finite first flat foreign forgotten found fragile free
    fresh friendly frozen full fuzzy general given global good greedy hard healthy held hidden high
    horizontal idempotent identical idle immediate implicit important inbound incoming initial
    inline inner intermediate internal inverse italic junior kept known large last late latent
    lateral latest lazy leading left legacy legal lenient light likely linear literal live local
    long loose lossy lost low lower magic main major mandatory manual mature minimal minor missing
    modal modern multiline multiple mutual naive narrow native near necessary neutral new noisy
    normal null numeric obsolete official offline old ongoing online only open optimal optional
    original outbound outer outgoing overdue overridden own owned paid parallel partial pending
    perfect periodic permanent persistent personal pinned plain polymorphic popular possible
    precise premium present pretty previous primary private probable production proper public pure
    quick quiet random rare raw readonly ready real recent redundant regular relevant remaining
    remote right robust rough round running safe same seasonal secondary secret secure seen senior
    sent separate sequential shallow sharp short shown silent similar simple singular slow small
    smart smooth soft solid sparse special specific stable stale standalone standard static sticky
    straight strict strong stuck sufficient symbolic symmetric synchronous temporary terse textual
    thin tiny top toplevel trailing transient transparent trivial true uncertain unique unpaid
    unset upper urgent used usual valid verbatim verbose vertical virtual visual volatile waiting
    weak whole working written wrong
""")
"""What one is (`is_`), where the ending would not say so."""

ROLES = _words("""
    admin alias anchor array author base bot branch builtin child clone component constant
    container coroutine customer daemon debug developer dir directory draft editor employee eof
    file folder generator guest instance lambda leaf manager master member mock nan orphan owner
    placeholder property proxy replica root sandbox scalar singleton staff stub subclass subset
    superset superuser tty tuple wildcard winner worker wrapper writer
""")
"""What one is (`is_`), as a noun."""

THINGS = _words("""
    account activity address agreement annotation approval argument attachment attribute background
    balance bias body boundary brace callback category certificate checksum children client column
    comma condition consent constraint content context cookie credential criteria cursor deadline
    decimal dependency derivative description digit discount docstring document domain duplicate
    email endpoint entry error event exception expiration extension fallback feature feedback
    footer fragment handler header history icon id image incident indices input item job key
    keyword layer location margin markup matrices metadata namespace newline note notice
    notification offset opinion option padding parameter parent password payment people permission
    phone photo plugin popup prefix price privilege progress promotion quota relation reminder
    schema scope screen screenshot seed semicolon separator session setting shadow sibling
    signature snapshot space speed statement stock stylesheet subquery subtitle suffix suggestion
    support symbol table tax thumbnail timeout timestamp timezone token tooltip topic traceback
    transaction username variant video voucher warning wheel whitespace zone
""")
"""What one has (`has_`), in the singular, and plurals without an `s`."""

PLURALS = _words("""
    arg attr block change check class column command dep edge field file function header hook
    import kwarg label line link literal member metric model module name node number object order
    override page param paren path process reference result row rule space string table target
    template thread tool transition user value variable version view
""")
"""Things that say too little in the singular."""

RIGHTS = _words("access approval authorization consent permission privilege")
"""What one has, although a verb may stand before it: `delete_permission`."""

FACILITIES = _words("""
    color cuda emoji gpu gzip http2 https ipv6 mmap ssl symlinks tls unicode utf8 websocket
    websockets
""")
"""What a program uses (`should_use_`)."""

PERMISSIONS = _words("""
    administer approve attend bid comment delete download edit impersonate invite manage moderate
    participate publish purchase read redeem share upload view vote write
""")
"""What a user may do (`can_`). With an object most are an order: see `ALWAYS_PERMITTED`."""

ALWAYS_PERMITTED = _words("access administer approve edit impersonate invite moderate view vote")
"""Verbs of permission that stay one with an object: `view_reports`."""

FILTERS = _words("""
    accept allow assume ban bypass check collect consider deny disallow discard drop enforce ensure
    exclude exempt follow forbid force hide ignore include keep omit permit prefer preserve refuse
    reject require select show skip suppress treat use
""")
"""Orders (`should_`) whose object is often an adjective: `skip_locked`, `include_hidden`."""

ACTIONS = _words("""
    abort adapt add adjust admit advance align animate append apply assert assign attach audit
    autoremove avoid bake begin bind borrow broadcast build call cancel capture cascade cast catch
    center chain charge choose chunk cleanup clear clobber close coalesce coerce collapse combine
    commit compare compile compress compute configure confirm connect consume continue convert copy
    crop decode decrypt dedent dedupe defer delay deploy dereference descend detach detect diff dim
    disable disconnect discover dispatch display distribute divide do drain draw dump echo elide
    embed emit enable encode encrypt enhance erase escape execute exit expand expire explain
    explode export expose expunge extend extract fail fetch fill find flatten flip flush fold
    forget fork format forward freeze get grant guess handle hash highlight import indent infer
    inherit init inject insert inspect install interact interrupt invert invoke join kill launch
    learn listen load log maintain make mangle measure mention merge mimic monitor mount move mute
    notify obey observe override overwrite pack pad parse pass pause perform permute persist play
    pop prepare prepend print probe process prompt protect prune pull purge push put quit quote
    raise reconcile record recover recurse recycle redact redirect reduce reflect refresh register
    relax remember remind rename render reorder repeat replace reply rescale reset resolve respect
    restrict resume retain retrieve reveal reverse revert rewind rotate run save scan scrape send
    serve setup shorten shuffle sign sleep sort spawn split squelch start steal stop store stream
    strip submit subscribe suggest suspend swap sync take throttle throw tick trace track transform
    transpose traverse trigger trim trust try typecheck underline update upgrade upsert visit wait
    walk warm warn wrap yank yield
""")
"""What a program is to do (`should_`), where the ending would not say so."""

NOUN_VERBS = _words("""
    archive backup block buffer cache count error filter group index label limit link lock loop
    mark mask match mirror patch pin poll pool post profile query queue refund release report
    request review sample search stack tag test watch zip
""")
"""Orders that are as often nouns: `cache_results` is one, `cache_key` is a thing."""

LEADING_VERBS = _words("clean clone cut fix go open set switch turn")
"""Words that are an order only when they lead a phrase: `open` is a state, `open_file` is not."""

FACTS = _words("""
    accept access allow alter apply become belong consume contain depend differ equal exceed exist
    follow handle implement include inherit inject interpret intersect lack manage match need occur
    overlap own persist precede prefer prevent produce provide raise reach refer render represent
    respond return satisfy support suppress survive take use want work
""")
"""Verbs that state a fact in the third person: `supports_tls`, `exists`."""

EVENTS = _words("""
    arrived changed crashed disappeared existed exited expired failed finished happened occurred
    opted passed responded started stopped succeeded voted
""")
"""What one has done (`has_`)."""

REPORTED = _words("""
    allowed applied approved called changed closed complete completed confirmed created deleted
    disabled done emitted enabled entered executed exited expired failed finished found initialized
    installed invalidated loaded locked modified needed paused pending possible ready received
    registered rejected released requested required running scheduled sent skipped started stopped
    succeeded successful supported updated validated verified written
""")
"""States that are reported of something done: `update_required`, `email_verified`."""

NOT_STATES = _words("""
    alternative anything building cable directive during encoding everything exceed expected
    hundred incentive initiative listing mapping meaning morning narrative nothing objective
    perspective proceed rating representative returning shipping something spacing speed spelling
    string substring succeed thing unless
""")
"""Words that end like an adjective or a participle, and are none or do not say enough."""

NOT_VERBS = _words("climate corporate delicate intricate legitimate predicate template")
"""Words that end like a verb and are none."""

LABELS = _words("ids keys names numbers types")
"""What a thing has many of: before one of these, `group` and its like are nouns."""

PLACES = _words("after at before behind beyond for from in inside on outside under within")
"""Prepositions that say where, or for what, one is: `in_transaction`."""

PREPOSITIONS = _words("""
    after as at before by during for from if in into on since to towards under unless until via
    when where while with within without
""")
"""What ends the phrase that a name is about, and begins a circumstance of it."""

STATE_PHRASES = (
    *("dry_run", "foreign_key", "high_level", "logged_in", "low_level", "many_to_many"),
    *("many_to_one", "one_to_many", "one_to_one", "primary_key", "read_only", "read_through"),
    *("top_level", "up_to_date", "write_through"),
)
"""What one is, in several words none of which says so alone."""

REWORDED = {
    "default": "is_default",
    "exist": "exists",
    "failure": "has_failed",
    "match": "matches",
    "opt_in": "has_opted_in",
    "opt_out": "has_opted_out",
    "success": "is_successful",
    "timed_out": "has_timed_out",
}
"""Names whose question is known, but made by no rule."""
