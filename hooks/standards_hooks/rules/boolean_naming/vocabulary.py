"""The vocabulary of boolean names: words that are common in them, by part of speech.

Each word stands in the one part of speech that it has there; the rules that use them are in
`questions`.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


SUBSTITUTES = {
    "can": ("can", "may"),
    "needs": ("needs", "does"),
    "should": ("should", "must", "will"),
    "was": ("was", "is"),
}
"""Predicates that ask nearly the same, best first, for users who allow only some of them."""

CONTRACTIONS = {
    "cannot": ("can", "not"),
    "cant": ("can", "not"),
    "doesnt": ("does", "not"),
    "dont": ("should", "not"),
    "hasnt": ("has", "not"),
    "isnt": ("is", "not"),
    "shouldnt": ("should", "not"),
    "wasnt": ("was", "not"),
    "wont": ("will", "not"),
}
"""Predicates that a name holds without the apostrophe that would make them seen."""

REWORDED = {
    "exist": ("does", "exist"),
    "failure": ("has", "failed"),
    "foreign key": ("is", "foreign", "key"),
    "match": ("does", "match"),
    "opt in": ("has", "opted", "in"),
    "opt out": ("has", "opted", "out"),
    "primary key": ("is", "primary", "key"),
    "success": ("is", "successful"),
}
"""Names whose question is known, but made by no rule."""

LEADS = {
    "need": ("needs",),
    "want": ("does", "want"),
    "wants": ("does", "want"),
    "with": ("has",),
}
"""First words that have a predicate of their own, whatever they lead."""

STATE_PHRASES = frozenset(
    {
        ("dry", "run"),
        ("high", "level"),
        ("low", "level"),
        ("many", "to", "many"),
        ("many", "to", "one"),
        ("one", "to", "many"),
        ("one", "to", "one"),
        ("read", "through"),
        ("top", "level"),
        ("up", "to", "date"),
        ("write", "through"),
    }
)
"""What one is, in several words none of which says so alone."""

ADJECTIVES = _words(
    """
    absent abstract accurate adjacent affordable aligned alike alive allowable alphabetical
    ambiguous anonymous apparent approximate arbitrary asleep asymmetric async atomic awake
    aware away bad bare basic beta big bilateral binary blank blatant blind bold brief broken
    bulk busy callable canonical capable certain cheap circular clean coherent cold compact
    compatible competent complete compliant compulsory concise concrete concurrent consistent
    contiguous contradictory contravariant convenient correct corrupt cosmetic covariant
    critical cumulative current custom customary cyclic daily dark dead deep dense dependent
    deviant different digital direct dirty disjoint distant distinct domestic dominant dormant
    double down dry dryrun due durable dynamic eager early editable efficient elastic elegant
    elidable eligible elliptic empty enough ephemeral equal equivalent ergonomic even evident
    exact excellent exclusive existing expensive experimental explicit external extra false
    fast fatal favorite favourite final fine finite first flat foreign formal fragile free
    frequent fresh friendly full fuzzy general generic genuine global good granular greedy
    hashable headless healthy heavy heavyweight hereditary hierarchical historic hollow
    honorary horizontal hot hourly huge human idempotent identical idle imaginary immediate
    immutable implicit important inbound inclusive incoming incorrect independent indirect
    individual infinite inherent initial inline inner insane inside instant intact
    intermediate internal international invalid invariant inverse invisible irregular italic
    large last late latent lazy leading legacy legal lexical lexicographic light lightweight
    likely linear literal live local lonely long loose lossless lossy loud low magic major
    mandatory manual matching mature militant minor missing mobile modal modular monotonic
    monthly multiline multiple multithreaded mutable mutual naive naked narrow native near
    necessary negative neutral new noisy nominal noninteractive normal null nullable numeric
    obsolete odd offensive official offline old ongoing online opaque open opening optimal
    optional ordinary other outbound outer outgoing outside overdue own parallel partial
    passive pending perfect periodic permanent persistent personal physical plain poor popular
    portable positive possible preceding precise pregnant premium present pretty previous
    pristine private probable professional prominent proper proportional proprietary public
    pure quick quiet random rare raw readable readonly ready real recent recurrent redundant
    reentrant regular relative relevant reliable reluctant remaining remote resident residual
    resilient resistant rich right robust rough round running safe same sane satisfactory
    secondary secret secure seekable semantic sensitive separate sequential serial serious
    severe shallow sharp short sick significant silent similar simple singlethreaded singular
    slow small smart smooth soft solid sparse special specific stable stale standalone
    standard stateful stateless static sticky straight strange strict strong sufficient
    suitable superfluous swappable symbolic symmetric symmetrical synchronous syntactic
    synthetic temporal temporary terse textual thick thin tight tiny tolerant top trailing
    transient transparent trivial true ugly unique universal unlikely unsafe up upcoming
    urgent usable usual vague valid variadic verbatim verbose vertical viable vibrant virtual
    visible visual vital volatile voluntary vulnerable weak weekly wet whole wide wild
    wireless writable writeable wrong yearly young
    """
)
"""What one is, where the ending would not say so."""

PARTICIPLES = _words(
    """
    agreed begun bent bought bound built caught chosen cut dealt decreed done drawn driven
    eaten faked fallen fed forbidden forgotten found freed frozen fused given guaranteed held
    hidden inbuilt kept known laid led lent lit lost made met mistaken outgrown overdrawn
    overridden overwritten owed owned paid proven rebuilt redone reused rewritten rung seen
    sent shaken shown shrunk sold spent split spun stolen stuck sunk sworn taken tied told
    torn typed unbound undone unknown unpaid unread unseen unsent unset unused unwritten
    upheld used withdrawn withheld won worn woven written
    """
)
"""What one is: participles that do not end in `ed`, or are too short to be told by it."""

PERFECT_PARTICIPLES = _words(
    """
    arrived changed crashed disappeared elapsed erred exited failed happened occurred opted
    overflowed passed responded started succeeded vanished voted
    """
)
"""What one has done: participles of verbs that nothing is done to."""

TRANSITIVE_PARTICIPLES = _words(
    """
    added copied created defined emitted encountered entered exceeded found got hit imported
    inserted lost modified printed processed raised reached received recorded removed reported
    returned saved seen sent started tried trimmed used visited written wrote
    """
)
"""What one has done to the word that follows: `seen_default` is `has_seen_default`."""

ADJECTIVE_HEADS = _words(
    """
    aware based capable compatible compliant insensitive off ok on only proof sensitive
    specific wide
    """
)
"""What turns the words before it into an adjective, even if they begin with a verb."""

REPORTED_STATES = _words(
    """
    able acquired available called canceled cancelled changed checked clean closed complete
    completed confirmed created deleted disabled done eligible emitted enabled executed
    exhausted failed finished found granted held initialized installed invalidated loaded
    locked logged modified needed occurred opened passed paused pending possible queued raised
    ready received registered rejected released requested required running saved scheduled
    seen sent skipped started stopped settled submitted succeeded successful supported
    triggered updated validated verified written
    """
)
"""What is said of the step that the words before it name: `save_requested`, `update_required`."""

ROLES = _words(
    """
    abstractmethod admin administrator alias ancestor anchor approver array assignee author
    bot branch builtin candidate child classmethod clone constant contributor coroutine
    creator customer daemon debug decorator default descendant descriptor developer dir
    directory draft duplicate editor employee employer eof executable expert file folder
    follower founder generator guest hardlink infinity instructor iterator lambda leader leaf
    librarian maintainer manager master member mentor merchant metaclass moderator movable nan
    noop operator organizer orphan owner placeholder player poweruser prerelease primary
    production property proxy recipient replica reviewer robot root runner sandbox scalar
    seller sender senior singleton spam sponsor staff staticmethod stub student subclass
    subdirectory subscriber subset superset superuser supervisor symlink synonym teacher
    tenant test tracker trial tuple tutor vendor verifier veteran viewer visitor volunteer
    wildcard winner worker wrapper writer
    """
)
"""Nouns that one is rather than has: roles of people, kinds of things."""

NOUNS = _words(
    """
    accident account action activity adapter address agreement alarm alert alternative
    annotation answer argument assignment asterisk attachment attribute avatar badge balance
    banner barcode bias birthday body bonus bookmark border boundary bracket breakpoint bug
    button cable callback caption car category certificate changelog character checkbox
    checksum children claim client code collision column comma commission component condition
    conflict connection consent constraint constructor consumer content context contract
    cookie copyright coupon credential criteria currency cursor deadline decimal delimiter
    dependency deposit description destination destructor device diagnosis difference digit
    discount docstring document domain drive element ellipsis email encoding entitlement entry
    error event exception expiration expiry extension fallback feature feed feedback
    fingerprint font footer fragment function gap gradient handler header heading history
    homepage icon id image improvement incident indices ingredient input instrument insurance
    interval invoice issue item job journal key keyboard keyword language layer layout letter
    licence license listener location logger logo loop loss margin markup material matrices
    media menu metadata metric migration milestone mistake namespace network newline
    newsletter note notice offset opinion option origin outline padding pagination parameter
    paren parent parenthesis passphrase password payload payment people permission phone photo
    picture plugin popup portal precedent predecessor prefix price privilege problem progress
    promotion proof quorum quota rating receipt reference relation reminder restriction role
    router salary savings schedule schema scope screen screenshot scrollbar seed segment
    semicolon separator session setting shadow shebang shipping shortcut sibling sidebar
    signature slash slug snapshot solution space speed spouse statement stock string
    stylesheet subject subquery subscription subtitle successor suffix suggestion support
    surname symbol table tax teardown thumbnail ticket timeout timestamp timezone token
    toolbar tooltip topic traceback trailer transaction trophy tty tutorial uncertainty
    underscore username variable variance variant vehicle vertices video virus visa voucher
    vulnerability wallet warning warranty watermark wheel whitespace widget workflow zone
    """
)
"""Things that one has, in the singular, and plurals without an `s`."""

RIGHTS = _words(
    """
    access approval authority authorization clearance consent entitlement permission
    permissions privilege privileges
    """
)
"""Nouns that one has, and that a verb before them only describes: `delete_permission`."""

FACILITIES = _words(
    """
    color colour cuda emoji gpu gzip http2 https ipv6 ssl starttls symlinks tls unicode utf8
    websocket websockets
    """
)
"""Things that a program is told to use."""

PERMITTED = _words(
    """
    access administer administrate approve attend bid comment delete download edit impersonate
    invite manage moderate participate publish purchase read redeem share unpublish upload
    view vote write
    """
)
"""What a user is permitted to do. With an object it may be an order: see `ORDERED`."""

ORDERED = _words(
    """
    comment delete download publish purchase read redeem share unpublish upload write
    """
)
"""Verbs of permission that are an order to the program once they have an object."""

FILTERS = _words(
    """
    accept admit allow ban bypass consider deny disallow discard drop enforce exclude exempt
    forbid force hide ignore include keep omit permit prefer preserve prohibit refuse reject require
    reveal show skip suppress tolerate treat use
    """
)
"""Orders whose object is often an adjective: `skip_locked`, `include_hidden`."""

HOMOGRAPHS = _words(
    """
    archive backup block buffer cache count filter group index limit link lock mark mask match
    mirror patch pin poll pool post profile query queue refund release report request review
    sample search stack store stream tag watch zip
    """
)
"""Orders that are as often nouns: `cache_results` is one, `cache_key` is a thing."""

COMMANDS = _words(
    """
    abort accumulate acknowledge activate add adjust advance aggregate align analyze annotate
    announce anonymize append apply ask assemble assert assign associate assume attach audit
    authenticate authorize autocommit autodetect avoid backfill beautify begin bind blur boost
    bootstrap borrow bounce broadcast browse build bump bundle calculate calibrate call cancel
    canonicalize capitalize capture cascade cast catch center chain charge check checkpoint
    chomp choose chunk classify cleanup clear clobber close coalesce coerce collapse collate
    collect combine commit compare compile compress compute concatenate configure confirm
    connect consume continue convert copy crash create crop daemonize debounce decode
    decompress decorate decrement decrypt deduce dedupe deduplicate defer define defragment
    delay delegate deploy deprecate descend describe deserialize destroy detach detect diff
    dim disable disconnect discover dispatch display distribute divide downcast draw dump echo
    elide embed emit enable encode encrypt enhance enlarge enqueue enquote ensure erase escape
    estimate evaluate evict examine execute exit expand expire explain explode export expose
    extend extract fade fail fetch fill finalize find finish fix flatten flip flush fold
    follow forget fork format forward freeze generate get grant grow guess handle hash
    highlight honor honour hydrate identify illuminate import impute incorporate increment
    indent infer inherit init initialise initialize inject insert inspect install instantiate
    interact interpolate interpret interrupt introspect invalidate invert invoke isolate
    iterate join jump justify kill launch learn listen load localize log maintain make mangle
    materialize maximize measure memoize merge migrate minify minimize modify monitor mount
    move multiply mutate mute negate normalize notify nullify obey obfuscate observe offer
    offload optimize overlay override overwrite pad paginate parallelize parse pause perform
    persist play pluralize pop populate precompute predict prefetch preload prepare prepend
    preprocess preview print probe proceed process promote prompt propagate protect prune pull
    purge push put quantize quit quote raise randomize reassign rebuild recalculate recommend
    reconnect record recover recurse recycle redact redirect redraw reduce refold refresh
    register reindex reinstall relax reload remember remind remove rename render reopen
    reorder repair replace replicate reply resample rescale reset resize resolve respect
    restart restore restrict resume retain retry return reuse reverse revert rewind rewrite
    roll rotate roundtrip run sanitize save scan scrape select send serialize serve setup
    shorten shuffle shut sign simplify simulate sleep slugify sniff sort spawn squash
    standardize start steal stem stop strip submit subscribe subtract suggest summarize
    suspend swallow swap sync synchronise synchronize take terminate throttle throw tick
    tokenize touch trace track train transform translate transmit transpose traverse trigger
    trim truncate trust try unbind uncompress underline unescape unify uninstall unload unlock
    unmount unpack unquote unregister unroll unsubscribe unwrap unzip upcast update upgrade
    upsert vacuum validate verify visit wait walk warm warn whiten wrap yield zoom
    """
)
"""What a program is told to do, where the ending would not say so."""

THINGS = _words(
    """
    app arg attr block brace change char check class command comment config default dep
    directive edge error export extra fd field file function header import index key kwarg
    label limit line link literal migration model module name node null option order override
    page param parent path plugin process query record reference result row rule schema server
    signal site space store symlink table test thread token transform type update user value
    version view
    """
)
"""Nouns that say too little to be had alone, but whose plural is a plural."""

LEADING_VERBS = _words(
    """
    clean clone count cut fix get go make move open put set split switch take turn
    """
)
"""Words that are an order only when they lead a phrase: `open` is a state, `open_file` is not."""

STATIVE_VERBS = _words(
    """
    alter become belong break cause collide commute conflict contain cover cross depend differ
    exceed exist fit imply indicate intersect introduce involve lack look lose mean meet
    overlap own pass precede prevent produce provide reach refer reference represent satisfy
    shrink supersede support survive win work
    """
)
"""Verbs of a fact rather than an order, besides the orders themselves: `lacks_index`."""

INTRANSITIVE_VERBS = _words(
    """
    apply commute conflict depend differ exist expire fail fit match overlap persist succeed
    survive work
    """
)
"""Verbs that end a statement: `user_exists`."""

REFUSED = _words(
    """
    as assume assumes by came each else eval expect expecting gave got just kind left maybe most
    nobody nothing other real saw special subtest than then this through to took total type via
    went which wrote
    """
)
"""First words after which no rule can be trusted: past tenses, conjunctions, pronouns."""

ADVERBS = _words(
    """
    aggressively always auto automatically deep deeply eagerly fully hard hot lazily never
    quickly recursively safely silently soft strictly
    """
)
"""What may stand before a verb or a participle without changing its part of speech."""

PLACES = _words(
    """
    above after at before behind below beyond during for from in inside on out outside under
    within
    """
)
"""Prepositions that say where or when one is: `in_transaction`."""

PREPOSITIONS = _words(
    """
    after as at because before by during for from if in into on onto per since to under unless
    until via when while with within without
    """
)
"""What ends the phrase that a name is about, and begins a circumstance of it."""

PARTICLES = _words("down in off on out over up")
"""What a participle carries along: `logged_in`, `timed_out`."""

NOT_PARTICIPLES = _words(
    """
    biped bleed breed embed exceed hundred indeed naked proceed shred sled speed succeed weed
    """
)
"""Words in `ed` that are no participles."""

NOT_ADJECTIVES = _words(
    """
    adjective alternative archive arithmetic bless cable characteristic clinic constable
    crucible derivative detective directive disable enable fabric fanatic graphic handful
    heuristic incentive initiative linguistic locomotive logistic mechanic metric missive
    motive mouthful narrative objective perspective representative schematic spoonful
    statistic syllable table timetable topic traffic unless variable vegetable
    """
)
"""Words that end like an adjective and are none."""

NOT_GERUNDS = _words(
    """
    accounting advertising anything billing binding bring building bytestring ceiling clothing
    docstring during encoding engineering evening everything heading housing king listing
    mapping marketing meaning morning nothing offspring padding pricing rating ring setting
    shipping sibling something spacing spelling spring sting string substring swing thing
    timing warning wing
    """
)
"""Words in `ing` that say nothing of what goes on."""

# Evidence in the spelling of a word that is in no list, and the letters it takes to be evidence.
ADJECTIVE_ENDINGS = (
    "able",
    "atic",
    "etic",
    "ful",
    "ible",
    "ical",
    "ific",
    "ional",
    "istent",
    "istic",
    "less",
    "mental",
    "onic",
    "ous",
    "sive",
    "tive",
)
ADJECTIVE_PREFIXES = ("un", "in", "im", "non", "semi")
VERB_PREFIXES = ("auto", "pre", "re", "un")
PLURAL_ENDINGS = ("ities", "ments", "nesses", "sions", "tions")
