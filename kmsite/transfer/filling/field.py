"""The words of our field and of everyday English, from which likely texts and names are made."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


EVERYDAY = _words("""
the of and to in a is that for it as with be are on by this an from or we not have at which their can when but
they what who all if one will has about more our how so there other do use where each then these some people
after than into only its no out new also may must over most such any time same before many work two them way
well first because between through both while during without under against within often still every never
""")

THINGS = _words("""
knowledge practice community team project lesson question answer story meeting network organisation culture
leader expert mentor colleague customer supplier partner strategy policy process procedure decision experience
insight method tool technique workshop interview review retrospective handover induction onboarding library
archive repository document report record template checklist guideline handbook glossary taxonomy ontology
category topic tag page article link source definition term concept name language translation search index
map portal directory profile skill competence capability capacity role task responsibility owner steward
curator facilitator moderator sponsor champion audience reader author editor member newcomer audit assessment
survey indicator measure metric evidence outcome benefit value risk barrier incentive reward recognition trust
conversation dialogue debate feedback reflection observation improvement innovation change transformation
adaptation adoption transfer exchange flow capture retention harvest storage retrieval reuse asset resource
memory history context meaning understanding wisdom judgement intuition habit routine ritual norm belief
behaviour attitude motivation curiosity creativity collaboration cooperation coordination participation
engagement contribution ownership governance programme initiative pilot roadmap milestone budget stakeholder
pump valve turbine reactor pipeline vessel boiler compressor sensor bearing seal gauge motor generator filter
crane bridge tunnel railway harbour warehouse laboratory clinic hospital school university ministry agency
contract invoice payment warranty licence permit inspection incident failure repair maintenance shutdown
schedule forecast estimate tender proposal drawing specification standard regulation safety hazard emergency
training course lecture exercise simulation apprentice trainee teacher café résumé façade naïveté
""")

DEEDS = _words("""
share learn teach capture collect store retrieve reuse describe explain discuss decide agree compare review
improve change adapt adopt transfer exchange observe reflect ask answer listen write read edit publish approve
archive search find index translate define classify map link connect meet invite join facilitate moderate
support coach mentor train practise plan measure assess evaluate report repair replace inspect install operate
start stop monitor calibrate deliver order design build test verify organise recognise summarise prioritise
standardise digitise harvest curate steward involve encourage reward document record trace prevent detect
""")

QUALITIES = _words("""
tacit explicit organisational shared collective individual personal social cultural strategic critical useful
relevant local global informal formal active open closed simple complex daily weekly annual early late common
rare hidden visible practical technical professional public internal external digital written spoken annotated
reliable trusted lasting recent former current regional virtual mutual continuous careful gradual sudden
""")

GENERAL_TITLES = (
    "Overview",
    "Checklist",
    "Meeting notes",
    "Frequently asked questions",
    "Getting started",
    "Lessons learned",
    "Contacts",
    "Roles and responsibilities",
    "Templates",
    "Archive of decisions",
    "Who to ask",
    "Troubleshooting",
)
"""Titles that stand in many sections at once."""

FIRST_NAMES = _words("""
Ada Amina Bela Carmen Chidi Dana Elif Emeka Farah Greta Hana Ines Jonas Kemal Lena Mateo Mei Nadia Omar Priya
Quentin Rosa Samir Tove Uma Viktor Wanda Xenia Yusuf Zoe
""")
FAMILY_NAMES = _words("""
Abara Brandt Costa Dumont Eriksen Ferrari Gupta Haddad Ivanova Jansen Kowalski Lindqvist Moreau Nakamura
Okafor Petrov Quispe Rossi Silva Tanaka Ueda Vasquez Weber Xu Yilmaz Zamora
""")
