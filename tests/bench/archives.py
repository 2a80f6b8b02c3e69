"""Archives of any size for the benchmarks: made-up local news with its glossary, places, papers and translations.

The same arguments always give the same bytes. Every sentence is put together from the phrases below, in Chinese and in
English side by side, and no two paragraphs of an archive are the same, so that no cache of texts helps a build.
Cities, people and firms are invented.

    python tests/bench/archives.py DIR --articles 1000 --terms 300
"""

from __future__ import annotations

import argparse
import datetime
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sitegen.text import count_han, strip_tones

SEED = 20220914
#: Han characters of an article after which it ends with the paragraph: the least and the most.
LENGTH = (790, 990)
#: Articles cut from one page of a newspaper, and days between two pages of one newspaper.
PER_PAGE = 8
_DAYS = 3
_FIRST_DAY = datetime.date(2008, 1, 2)
#: One sentence in so many takes the next term of the glossary in turn, so that the rare ones occur too.
_IN_TURN = 5
#: Of so many terms one has a second form, as glosses do.
_WITH_FORM = 5

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class City:
    """A city: its id, name, pinyin and English name."""

    id: str
    name: str
    pinyin: str
    english: str


@dataclass(frozen=True, slots=True)
class District:
    """A district or zone of a city. `local` are the names (with their English) its own texts use for it."""

    id: str
    city: City
    name: str
    pinyin: str
    english: str
    kind: str
    local: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A gloss: `forms` are further strings that mean the term; both glosses have two paragraphs."""

    slug: str
    term: str
    pinyin: str
    english: str
    category: str
    forms: tuple[str, ...]
    see_also: tuple[str, ...]
    gloss: Pair
    gloss_zh: Pair


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a section head in Chinese and in English."""

    kind: str
    chinese: str
    english: str


@dataclass(frozen=True, slots=True)
class Article:
    """An article with its translation; `id` is `<page>/<nn>-<slug>`, `byline` pairs of name and role."""

    id: str
    title: str
    title_en: str
    summary_en: str
    date: datetime.date
    district: District
    genre: str
    kicker: str
    byline: tuple[Pair, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Archive:
    """Everything a content folder holds."""

    cities: tuple[City, ...]
    districts: tuple[District, ...]
    terms: tuple[Term, ...]
    articles: tuple[Article, ...]


# -- the phrases: "Chinese | English", with the same slots in both


def _lines(text: str) -> list[Pair]:
    """The pairs of a table of phrases, one a line; the English of a long one stands on the next line."""
    pairs = (line.split(" | ") for line in text.replace("\n  |", " |").strip().splitlines())
    return [(chinese.strip(), english.strip()) for chinese, english in pairs]


_OPEN = _lines("""
近年来 | in recent years
今年以来 | since the beginning of this year
入冬以来 | since winter set in
进入汛期以来 | since the start of the flood season
连日来 | for days on end
日前 | a few days ago
{date} | on {date}
{date}上午 | on the morning of {date}
{date}一大早 | early in the morning of {date}
眼下 | at present
一段时间以来 | for some time now
为进一步改进干部作风 | in order to further improve the style of work of officials
为切实解决群众反映强烈的问题 | in order to solve the problems that people complain about most
为确保各项任务落到实处 | so that every task is really carried out
按照市里统一部署 | following the unified arrangements of the city
结合本地实际 | in the light of local conditions
针对走访中发现的{n}个问题 | in view of the {n} problems found during visits
在充分调研的基础上 | on the basis of thorough investigation
面对持续下行的市场压力 | in the face of continued pressure from the market
经过{n}个多月的紧张施工 | after more than {n} months of intense construction
在{village}的田间地头 | in the fields of {village}
在{road}沿线 | along {road}
在{firm}的生产车间里 | in the workshops of {firm}
据{office}介绍 | according to {office}
记者从{office}了解到 | as this reporter heard from {office}
与此同时 | at the same time
除此之外 | besides this
不仅如此 | not only that
值得一提的是 | worth mentioning too
下一步 | as the next step
一连{n}个星期 | for {n} weeks on end
从年初到现在 | from the start of the year until now
在今年的民生实事清单里 | in this year's list of practical matters for the people
在前期试点的基础上 | building on earlier trials
针对老旧小区管线杂乱、停车困难等现状 | given the tangled pipes and the lack of parking in old estates
围绕群众最关心的就医、上学、出行 | with a view to care, schools and transport, which people care about most
借助大数据和云平台 | with the help of big data and the cloud
趁着农闲时节 | using the slack season on the farms
每逢周末 | every weekend
一年一度的丰收时节 | at the yearly harvest time
""")

_WHO = _lines("""
{here} | {here}
{here} | {here}
{here} | {here}
{here} | {here}
{here}{office} | {office} of {here}
{here}相关部门 | the departments concerned of {here}
{office} | {office}
{office}联合{office2} | {office}, together with {office2},
{village}党支部 | the Party branch of {village}
{village}村干部 | the officials of {village}
驻村工作队 | the work team stationed in the village
{firm} | {firm}
{firm}党支部 | the Party branch of {firm}
{road}沿线的{n}家商户 | {n} shops along {road}
{person}所在的班组 | the crew of {person}
退休教师{person} | the retired teacher {person}
种粮大户{person} | the large-scale grain grower {person}
各乡镇、街道 | the towns and subdistricts
辖区{n}个村 | {n} villages of the area
党员干部 | Party members and officials
广大网格员 | the grid workers
志愿者们 | the volunteers
""")

_DO = _lines("""
大力推进{term} | vigorously advanced the {term}
把{term}作为一项重要工作来抓 | treated the {term} as an important piece of work
组织召开{term}推进会 | held a meeting to advance the {term}
召开{term}现场会，{n}个单位作了发言 | held an on-site meeting on the {term} at which {n} units spoke
先后{n}次专题研究{term} | studied the {term} at {n} special meetings
出台了关于{term}的{n}条具体措施 | issued {n} concrete measures on the {term}
印发{term}实施方案，细化任务{n}项 | issued a plan for the {term} with {n} detailed tasks
投入{money}用于{term} | put {money} into the {term}
多方筹措资金{money}，全面铺开{term} | raised {money} from many sources and rolled out the {term}
依托{term}，为{n}家企业解决了用工难题 | relied on the {term} to find workers for {n} firms
以{term}为抓手，先后整治背街小巷{n}条 | took the {term} as a lever and put {n} back lanes in order
通过{term}收集意见建议{big}条 | collected {big} suggestions through the {term}
深入{village}宣传{term}有关政策 | went deep into {village} to explain the policies of the {term}
走进{firm}，就{term}听取一线职工的意见 | went to {firm} to hear the workers' views on the {term}
对照{term}的要求，逐项查找差距 | looked for shortcomings against the requirements of the {term}
紧扣{term}，抽调业务骨干{n}名 | transferred {n} experienced people for the {term}
将{term}纳入年度考核 | made the {term} part of the yearly assessment
统筹推进{term}和{term2} | advanced the {term} and the {term2} together
坚持{term}与{term2}同步谋划、同步落实 | planned and carried out the {term} and the {term2} at the same time
从{term}入手，带动{term2} | began with the {term} and so set the {term2} going
创新开展“{term}” | started the {term} in a new form
首次引入“{term}”，聘请专家{n}名 | introduced the {term} for the first time, with {n} experts
完善{term}工作流程，压缩办理环节{n}个 | improved the workings of the {term} and cut {n} steps
围绕{term}开展业务培训{n}场 | held {n} training sessions on the {term}
组织党员干部学习{term}相关文件 | had Party members and officials study the documents on the {term}
在{road}设立{term}服务点 | set up a service point of the {term} on {road}
在{village}试点{term} | tried out the {term} in {village}
把{term}的成果转化为发展的实际成效 | turned the results of the {term} into real effects
带头参与{term}，主动认领任务{n}件 | led the way in the {term} and took on {n} tasks
对{term}进展情况开展了{n}轮督查 | inspected the progress of the {term} in {n} rounds
严格落实{term}各项要求 | strictly carried out what the {term} demands
为{term}配备专职人员{n}名 | provided {n} full-time staff for the {term}
邀请人大代表、政协委员视察{term} | invited deputies and committee members to look at the {term}
就{term}赴外地考察学习 | travelled elsewhere to learn about the {term}
把{term}写进村规民约 | wrote the {term} into the village rules
召集{n}户群众代表商议{term} | called the representatives of {n} households together over the {term}
借力{term}发展{goods}种植{n}亩 | used the {term} to plant {n} mu of {goods}
建起{goods}大棚{n}座，{term}初见成效 | built {n} greenhouses for {goods}, and the {term} began to show
组建{n}支小分队，挨家挨户讲解{term} | formed {n} small teams that explained the {term} from door to door
公开{term}的办理时限和监督电话 | made public the time limits and the telephone number of the {term}
冒着严寒推进{term} | pushed on with the {term} in bitter cold
顶着烈日察看{term}施工进度 | checked the building work of the {term} under a burning sun
利用微信群、大喇叭宣传{term} | spread word of the {term} by chat groups and loudspeakers
制作发放{term}宣传页{big}份 | made and handed out {big} leaflets on the {term}
对参与{term}的{n}名同志进行表扬 | praised {n} comrades who took part in the {term}
为{term}建立电子档案 | set up electronic files for the {term}
与{firm}签订{term}合作协议 | signed an agreement on the {term} with {firm}
引导社会资本参与{term} | guided private capital into the {term}
进一步压实{term}主体责任 | made responsibility for the {term} more definite
安排专人负责{term}后续工作 | put someone in charge of the follow-up to the {term}
发动干部群众种植{goods}{big}株 | got officials and people to plant {big} seedlings of {goods}
新修道路{n}公里，安装路灯{big}盏 | built {n} kilometres of road and put up {big} street lamps
""")

_ALSO = _lines("""
走访困难家庭{n}户，送去米面油等慰问品 | visited {n} families in need with rice, flour and oil
清理卫生死角{n}处，粉刷墙面{big}平方米 | cleaned {n} neglected corners and painted {big} square metres of wall
与{n}名返乡青年座谈，了解创业中的困难 | talked with {n} young people who had come back to start out
调解邻里纠纷{n}起，签订协议{n2}份 | settled {n} quarrels between neighbours with {n2} agreements
为{village}打机井{n}眼，修复桥梁{n2}座 | drilled {n} wells for {village} and mended {n2} bridges
对沿街店铺的消防设施逐一进行检查 | checked the fire equipment of the shops along the street one by one
帮助{firm}协调贷款{money} | helped {firm} to get loans of {money}
组织{n}名村民到{firm}参观学习 | took {n} villagers to {firm} to look and learn
在{road}新增停车位{big}个 | made {big} new parking places on {road}
引进{goods}新品种{n}个，聘请技术员上门指导 | brought in {n} new kinds of {goods} with technicians to give advice
改造危旧房屋{n}间，硬化路面{big}米 | rebuilt {n} unsafe rooms and paved {big} metres of road
把{n}亩闲置土地集中流转给种植大户 | leased {n} mu of idle land to large growers
利用周末时间为学生辅导功课 | helped pupils with their homework at weekends
开设夜校{n}期，手把手传授{goods}栽培技术 | held {n} evening courses on how to grow {goods}
邀请医生为{big}名老人免费体检 | invited doctors to examine {big} old people free of charge
拆除违章建筑{n}处，复耕土地{n2}亩 | pulled down {n} illegal buildings and farmed {n2} mu again
从细微处着手，反复征求意见 | started from small things and asked for opinions again and again
发扬吃苦耐劳的传统，轮流值守 | kept up the tradition of hard work and took turns on duty
在丰收节上展示{goods}等农产品{n}种 | showed {n} farm products such as {goods} at the harvest festival
投放分类垃圾箱{big}个，栽种花卉{n}种 | put out {big} sorting bins and planted {n} kinds of flowers
召开家长会，听取{n}条改进建议 | called a parents' meeting and heard {n} suggestions
""")

_SO = _lines("""
受到群众一致好评 | which won praise from everyone
取得了明显成效 | with clear results
干部群众的面貌焕然一新 | giving officials and people a wholly new look
为全年目标任务的完成打下了坚实基础 | laying a firm foundation for the goals of the year
让群众少跑腿、好办事 | so that people run fewer errands and get things done
把实事办到了群众心坎上 | doing what people have at heart
有效防范了各类风险 | effectively guarding against risks of all kinds
切实减轻了基层负担 | really lightening the load at the grassroots
直接带动{n}户农户增收 | directly raising the incomes of {n} farming households
群众满意率达到{pct}% | with {pct} per cent of the people satisfied
办结率达到{pct}% | with {pct} per cent of cases closed
同比增长{pct}% | up {pct} per cent on the year before
提前{n}天完成任务 | finishing {n} days ahead of schedule
为企业节约成本{money} | saving firms {money}
形成了上下联动、齐抓共管的良好局面 | so that all levels worked together
营造了人人关心、人人参与的浓厚氛围 | so that everyone cared and took part
打通了服务群众的最后一步 | completing the last step in serving people
让老百姓的日子越过越红火 | making life better and better for ordinary people
真正做到件件有着落、事事有回音 | so that nothing was left without an answer
确保不漏一户、不落一人 | so that no household and no person was left out
使昔日的荒坡变成了果园 | turning what were barren slopes into orchards
不少外出务工人员回到家乡创业 | and many who worked elsewhere came home to start businesses
村民的心里都有了一本明白账 | and every villager now knows where things stand
干群关系更加融洽 | bringing officials and people closer together
各项工作走在了全市前列 | putting its work among the best of the city
推动面貌再上新台阶 | lifting things to a new level
现场解答群众疑问{n}个 | and {n} questions were answered on the spot
当场发放补助{money} | and {money} in subsidies was paid out on the spot
共排查整改问题{n}处 | with {n} problems found and put right in all
累计服务群众{big}人次 | serving people {big} times in all
惠及周边群众{big}余人 | to the benefit of more than {big} people nearby
预计年产值可达{money} | with a yearly output expected to reach {money}
可提供就业岗位{big}个 | which can provide {big} jobs
目前已有{n}个项目开工 | and {n} projects have already been started
其余{n}处将在月底前完工 | and the remaining {n} sites will be finished by the end of the month
坚决杜绝形式主义 | resolutely doing away with formalism
守住了安全的底线 | holding the line on safety
让干净整洁成为习惯 | making cleanliness a habit
解决了多年没有解决的老问题 | solving old problems that had been left for years
群众的获得感更足了 | and people felt they had gained more
农家院里笑声不断 | and laughter filled the farmyards
孩子们在家门口就能上好学 | so that children can go to a good school near home
老人们足不出户就能看上病 | so that old people can see a doctor without leaving home
周边交通拥堵得到缓解 | easing the traffic jams around
水面重新变得清澈 | and the water became clear again
得到上级部门充分肯定 | and was fully recognised by the authorities above
为其他地方提供了可以借鉴的做法 | offering a way that other places can learn from
确保各项惠民政策及时兑现 | so that policies for the people take effect in time
""")

_DATA = _lines("""
据统计，全年完成投资{money}，增长{pct}% | Figures show investment of {money} for the year, up {pct} per cent
截至目前，已建成项目{n}个，完成投资{money} | So far {n} projects worth {money} have been completed
{firm}年加工{goods}{big}吨，产值{money} | {firm} processes {big} tonnes of {goods} a year worth {money}
{village}种植{goods}{big}亩，户均增收{pct}%
  | {village} grows {big} mu of {goods}, which raised incomes by {pct} per cent
前三个季度，规模以上企业增长{pct}%，税收达到{money}
  | In three quarters larger firms grew by {pct} per cent, with taxes of {money}
{road}全长{n}公里，总投资{money}，设计年限{n2}年 | {road}, {n} kilometres long, cost {money} and is to last {n2} years
活动当天，发放资料{big}份，接受咨询{n}人次 | That day {big} leaflets were handed out and {n} questions answered
现已改造房屋{big}间、管网{n}公里 | By now {big} rooms and {n} kilometres of pipes have been rebuilt
共出动人员{big}人次、车辆{n}台次，清理垃圾{n2}吨
  | People went out {big} times, vehicles {n} times, for {n2} tonnes of rubbish
全区共有{goods}种植户{big}家，占农户的{pct}% | In the district {big} households, {pct} per cent, grow {goods}
在考核的各项指标中，有{n}项高于全市平均水平 | Of the indicators assessed, {n} are above the average of the city
""")

_SAY = _lines("""
“以前办这件事要跑{n}趟，现在一次就能办好”，{person}高兴地说
  | "It used to take {n} trips, now one is enough," said {person} happily
“没想到这么快就解决了”，家住{road}的{person}感慨地说 | "I did not think it would be so quick," said {person} of {road}
“我们要拿出实招硬招”，{office}负责人{person}表示 | "We must take real and firm steps," said {person}, head of {office}
“今年的{goods}能卖个好价钱”，{village}村民{person}笑着说
  | "This year's {goods} will fetch a good price," said {person} of {village} with a smile
“有了{term}，我们干活更有底气”，{person}说 | "With the {term} we work with more confidence," said {person}
“{term}让企业少走了很多弯路”，{firm}负责人{person}说 | "The {term} saved us many detours," said {person}, head of {firm}
“{term}不是一阵风，要长期抓下去”，{person}说 | "The {term} is no passing wind, it has to go on," said {person}
“政策好，干部实，我们心里踏实”，{person}告诉记者
  | "Good policies, honest officials: we feel at ease," {person} told this reporter
“水管修好了，路也平了，出门再也不用绕道”，{person}说
  | "The pipes are mended, the road is level, no more detours," said {person}
“下一步，我们将继续抓好{term}”，{office}主任{person}表示
  | "Next we shall keep at the {term}," said {person}, director of {office}
“只要群众有需要，我们随叫随到”，网格员{person}说 | "Whenever people need us, we come," said the grid worker {person}
“党组织给我们撑腰，我们就敢闯敢干”，{person}说 | "With the Party organisation behind us we dare to try," said {person}
""")

_MEETING = _lines("""
会议强调，要提高思想认识，把{term}抓紧抓实
  | The meeting stressed that the {term} must be taken seriously and done thoroughly
会议要求，各单位要对{term}再部署、再检查 | The meeting asked every unit to arrange and inspect the {term} once more
会议指出，{term}事关大局，必须久久为功 | The meeting pointed out that the {term} matters to the whole and takes time
会议听取了{term}进展情况汇报，并安排近期重点工作 | The meeting heard a report on the {term} and arranged the work ahead
会前，与会人员实地察看了{n}处{term}现场 | Before the meeting those present saw {n} sites of the {term}
会上，{n}个部门就{term}作了表态发言 | At the meeting {n} departments pledged their part in the {term}
{person}强调，抓{term}要有钉钉子精神 | {person} stressed that the {term} takes persistence
{person}要求，以{term}为契机，补齐短板弱项 | {person} asked that the {term} be used to make up for weak points
""")

_LISTED = _lines("""
抓宣传，{office}利用{term}讲清政策 | in publicity, {office} used the {term} to explain policies
抓队伍，选派{n}名干部充实{term}一线 | in staffing, {n} officials were sent to the front line of the {term}
抓整改，对{term}中的{n}个问题限期销号 | in rectification, {n} problems of the {term} were given a time limit
抓督导，把{term}列入每周通报 | in supervision, the {term} was put into the weekly notice
抓创新，探索{term}新模式 | in innovation, new forms of the {term} were explored
抓保障，为{term}列支{money} | in support, {money} was set aside for the {term}
抓典型，选树{term}先进{n}名 | in examples, {n} people were honoured for the {term}
抓协同，推动{term}资源共享 | in coordination, the resources of the {term} were shared
抓基层，把{term}延伸到{village} | at the grassroots, the {term} was extended to {village}
抓长效，为{term}建章立制 | in the long term, rules were made for the {term}
""")

_HEADS = _lines("""
高位推动 压实责任 | Pushed from the top, with clear responsibility
项目为先 做强产业 | Projects first, for strong industry
服务群众 办好实事 | Serving people, doing what counts
精细管理 扮靓城乡 | Careful management for a fine town and country
深化改革 激发活力 | Deeper reform for more vigour
严守底线 筑牢屏障 | Holding the line, building the barrier
党建先行 凝聚合力 | Party building first, to join forces
补齐短板 提升品质 | Making up weak points, raising quality
科技赋能 增添动能 | Technology lends new energy
乡风淳朴 邻里和睦 | Simple ways, good neighbours
""")

_TITLES = _lines("""
{here}：{term}见实效 | {here}: the {term} shows results
{here}扎实推进{term} | {here} firmly advances the {term}
{here}多措并举抓好{term} | {here} takes many measures for the {term}
{term}走进{village} | The {term} comes to {village}
{here}{n}项措施做实{term} | {here} does the {term} in {n} measures
以{term}带动{term2} | From the {term} to the {term2}
{here}召开{term}推进会 | {here} holds a meeting on the {term}
{term}让群众生活更有奔头 | The {term} gives people more to look forward to
{village}：{goods}铺就致富路 | {village}: {goods} pave the way to a better life
{firm}：把{term}做到细处 | {firm}: the {term} down to the details
用心用情 {term}暖人心 | With heart and feeling, the {term} warms people
锚定目标加油干 {here}{term}结硕果 | Eyes on the goal: the {term} of {here} bears fruit
""")

_GLOSS = _lines("""
{n}个部门共同承担，由一名分管领导牵头，按月通报进展。
  | run by {n} offices under one leader, who reports on it every month
始于基层试点，后来推广到各乡镇、街道。 | first tried at the grassroots and later extended to the towns and subdistricts
上级文件中的固定提法，各地的具体做法不尽相同。
  | a set phrase of documents from above, done differently from place to place
以登记、走访、整改、回访四个步骤进行。 | done in four steps: registering, visiting, putting right, visiting again
每年由财政安排资金，验收后拨付。 | paid for by the budget of each year once the work has been accepted
要求在规定期限内完成，完成情况列入考核。 | due within a set time and counted in the yearly assessment
由干部和群众共同参与，结果在公示栏公布。 | done by officials and residents together, with the results put up in public
与其他几项工作并列，常在总结里一同出现。 | named beside other tasks, with which it appears in yearly reviews
""")

_MODIFIERS = """
数字 shùzì digital; 绿色 lǜsè green; 智慧 zhìhuì smart; 平安 píng'ān safe; 文明 wénmíng civilised;
健康 jiànkāng healthy; 清洁 qīngjié clean; 美丽 měilì beautiful; 和谐 héxié harmonious; 红色 hóngsè red;
阳光 yángguāng sunshine; 法治 fǎzhì lawful; 信用 xìnyòng credit; 质量 zhìliàng quality; 开放 kāifàng open;
创新 chuàngxīn innovative; 特色 tèsè distinctive; 生态 shēngtài ecological; 诚信 chéngxìn honest;
节约 jiéyuē thrifty; 低碳 dītàn low-carbon; 循环 xúnhuán circular; 精品 jīngpǐn select; 品牌 pǐnpái brand;
龙头 lóngtóu flagship; 骨干 gǔgàn backbone; 现代 xiàndài modern; 高效 gāoxiào efficient; 暖心 nuǎnxīn heart-warming;
放心 fàngxīn carefree; 幸福 xìngfú happy; 温馨 wēnxīn cosy; 书香 shūxiāng bookish; 互助 hùzhù mutual-aid;
共享 gòngxiǎng shared; 流动 liúdòng mobile; 标准 biāozhǔn standard; 示范 shìfàn exemplary; 青年 qīngnián youth;
巾帼 jīnguó women's; 银龄 yínlíng silver-age; 先锋 xiānfēng vanguard; 基层 jīcéng grassroots; 乡村 xiāngcūn rural;
校园 xiàoyuán campus; 家庭 jiātíng family; 网络 wǎngluò online; 冬季 dōngjì winter; 秋季 qiūjì autumn;
汛期 xùnqī flood-season; 节前 jiéqián pre-holiday; 农田 nóngtián farmland; 水利 shuǐlì waterworks; 道路 dàolù road;
交通 jiāotōng traffic; 食品 shípǐn food; 药品 yàopǐn medicine; 燃气 ránqì gas; 用电 yòngdiàn electricity;
文化 wénhuà cultural; 体育 tǐyù sports; 金融 jīnróng financial; 物流 wùliú logistics; 旅游 lǚyóu tourism
"""

_NOUNS = """
专项行动 zhuānxiàng xíngdòng/special campaign/campaign; 提升工程 tíshēng gōngchéng/upgrading project/project;
联席会议 liánxí huìyì/joint meeting/governance; 服务专班 fúwù zhuānbān/service task force/governance;
包联机制 bāolián jīzhì/pairing mechanism/governance; 网格管理 wǎnggé guǎnlǐ/grid management/governance;
志愿服务 zhìyuàn fúwù/volunteer service/society; 巡查制度 xúnchá zhìdù/patrol system/safety;
评比活动 píngbǐ huódòng/appraisal activity/campaign; 培训计划 péixùn jìhuà/training plan/education;
共建联盟 gòngjiàn liánméng/building alliance/party; 台账管理 táizhàng guǎnlǐ/ledger management/governance;
清单制度 qīngdān zhìdù/checklist system/governance; 积分超市 jīfēn chāoshì/points shop/rural;
服务驿站 fúwù yìzhàn/service post/welfare; 调解中心 tiáojiě zhōngxīn/mediation centre/law;
帮扶车间 bāngfú chējiān/assistance workshop/rural; 产业基地 chǎnyè jīdì/industrial base/industry;
产业集群 chǎnyè jíqún/industrial cluster/industry; 创建工作 chuàngjiàn gōngzuò/creation work/campaign;
攻坚战役 gōngjiān zhànyì/hard battle/campaign; 百日会战 bǎirì huìzhàn/hundred-day battle/campaign;
大讲堂 dà jiǎngtáng/lecture hall/education; 直通车 zhítōngchē/express line/governance;
责任状 zérènzhuàng/letter of responsibility/governance; 红黑榜 hóng hēi bǎng/red and black list/discipline;
信息平台 xìnxī píngtái/information platform/governance; 应急预案 yìngjí yù'àn/emergency plan/safety;
督导小组 dūdǎo xiǎozǔ/supervision group/discipline; 观摩活动 guānmó huódòng/observation tour/campaign;
宣讲队伍 xuānjiǎng duìwǔ/lecture team/party; 帮办窗口 bāngbàn chuāngkǒu/assistance counter/office;
扶持政策 fúchí zhèngcè/support policy/economy; 奖补资金 jiǎngbǔ zījīn/reward fund/economy;
考核办法 kǎohé bànfǎ/assessment method/governance; 监测体系 jiāncè tǐxì/monitoring system/safety;
问题清零 wèntí qīnglíng/clearing of problems/slogan; 结对共建 jiéduì gòngjiàn/paired building/party;
技能比武 jìnéng bǐwǔ/skills contest/society; 文化广场 wénhuà guǎngchǎng/cultural square/society;
便民服务圈 biànmín fúwùquān/convenience circle/welfare; 合作社 hézuòshè/cooperative/rural;
微治理 wēi zhìlǐ/micro-governance/governance; 议事会 yìshìhuì/council/governance;
积分制 jīfēnzhì/points system/governance; 承诺书 chéngnuòshū/written pledge/discipline;
监督岗 jiāndūgǎng/supervision post/discipline; 体验周 tǐyànzhōu/experience week/campaign;
宣传月 xuānchuányuè/publicity month/campaign; 整治年 zhěngzhìnián/rectification year/campaign;
三年规划 sān nián guīhuà/three-year plan/slogan; 十大行动 shí dà xíngdòng/ten actions/slogan;
随机抽查 suíjī chōuchá/random check/safety; 四级联动 sì jí liándòng/four-level linkage/slogan;
首席代表 shǒuxí dàibiǎo/chief representative/office; 专家顾问 zhuānjiā gùwèn/expert adviser/office;
惠民工程 huìmín gōngchéng/public benefit project/project; 双向承诺 shuāngxiàng chéngnuò/two-way promise/slogan;
研学线路 yánxué xiànlù/study route/education; 诊疗服务 zhěnliáo fúwù/treatment service/health
"""

_CITIES = """
清川 Qīngchuān; 云陵 Yúnlíng; 安湖 Ānhú; 平沙 Píngshā; 广临 Guǎnglín; 新澜 Xīnlán; 长坪 Chángpíng; 永澄 Yǒngchéng;
东岚 Dōnglán; 文泽 Wénzé; 嘉源 Jiāyuán; 瑞河 Ruìhé
"""
_DISTRICTS = """
河阳 Héyáng; 北塘 Běitáng; 西岭 Xīlǐng; 南屏 Nánpíng; 龙泉 Lóngquán; 青坪 Qīngpíng; 石桥 Shíqiáo; 梅溪 Méixī;
双井 Shuāngjǐng; 白沙 Báishā; 金山 Jīnshān; 柳林 Liǔlín; 清河 Qīnghé; 东关 Dōngguān; 古城 Gǔchéng; 大湾 Dàwān
"""
_SURNAMES = """
李 Li; 王 Wang; 张 Zhang; 刘 Liu; 陈 Chen; 杨 Yang; 赵 Zhao; 黄 Huang; 周 Zhou; 吴 Wu; 徐 Xu; 孙 Sun; 胡 Hu; 朱 Zhu;
高 Gao; 林 Lin; 何 He; 郭 Guo; 马 Ma; 罗 Luo; 梁 Liang; 宋 Song; 郑 Zheng; 谢 Xie; 韩 Han; 唐 Tang; 冯 Feng; 于 Yu;
董 Dong; 萧 Xiao
"""
_GIVEN = """
建 jian; 国 guo; 伟 wei; 志 zhi; 明 ming; 华 hua; 军 jun; 丽 li; 敏 min; 静 jing; 磊 lei; 洋 yang; 勇 yong; 艳 yan;
杰 jie; 娟 juan; 涛 tao; 超 chao; 霞 xia; 平 ping; 刚 gang; 桂 gui; 英 ying; 辉 hui; 玲 ling; 鹏 peng; 红 hong; 玉 yu;
兰 lan; 斌 bin; 春 chun; 梅 mei; 浩 hao; 凯 kai; 秀 xiu; 珍 zhen; 波 bo; 宁 ning; 燕 yan; 雪 xue
"""
_HAMLETS = "庄 zhuang; 楼 lou; 寨 zhai; 湾 wan; 营 ying; 桥 qiao; 岗 gang; 洼 wa; 集 ji; 坡 po; 庙 miao; 沟 gou"
_FIRMS = """
恒源 Hengyuan; 中泰 Zhongtai; 金穗 Jinsui; 天润 Tianrun; 鑫盛 Xinsheng; 华锐 Huarui; 远航 Yuanhang; 宏发 Hongfa;
绿洲 Lüzhou; 众合 Zhonghe; 万邦 Wanbang; 科达 Keda; 嘉禾 Jiahe; 安泰 Antai; 德隆 Delong; 益民 Yimin
"""
_TRADES = "机械 Machinery; 食品 Foods; 电子 Electronics; 纺织 Textiles; 建材 Building Materials; 制药 Pharmaceuticals"
_ROADS = """
建设 Jianshe; 人民 Renmin; 解放 Jiefang; 文化 Wenhua; 中山 Zhongshan; 和平 Heping; 团结 Tuanjie; 光明 Guangming;
复兴 Fuxing; 迎宾 Yingbin; 滨河 Binhe; 站前 Zhanqian; 朝阳 Chaoyang; 幸福 Xingfu; 东风 Dongfeng; 胜利 Shengli
"""
_OFFICES = """
纪检监察部门/the discipline inspection department; 教育体育局/the education and sports bureau;
市场监管局/the market supervision bureau; 应急管理局/the emergency management bureau;
农业农村局/the agriculture bureau; 民政局/the civil affairs bureau; 财政局/the finance bureau;
税务局/the tax bureau; 生态环境局/the environment bureau; 卫生健康委/the health commission;
司法局/the justice bureau; 供电公司/the power supply company; 团委/the Youth League committee;
妇联/the women's federation; 总工会/the federation of trade unions; 统计局/the statistics bureau;
自然资源局/the natural resources bureau; 行政审批局/the approvals bureau; 退役军人事务局/the veterans bureau
"""
_GOODS = """
西瓜/watermelons; 苹果/apples; 黄桃/yellow peaches; 葡萄/grapes; 花生/peanuts; 大豆/soya beans; 小麦/wheat;
玉米/maize; 辣椒/chillies; 香菇/shiitake mushrooms; 草莓/strawberries; 红薯/sweet potatoes; 莲藕/lotus roots;
药材/medicinal herbs; 茶叶/tea; 油菜/rapeseed; 芝麻/sesame; 菊花/chrysanthemums; 番茄/tomatoes; 生姜/ginger
"""
_MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905


def _cells(table: str, separator: str = " ") -> list[list[str]]:
    """The entries of a table of names, each cut at the separator."""
    return [entry.strip().split(separator) for entry in table.split(";")]


# -- the words that fill the slots


class _Writer:
    """Sentences from the phrases, with every slot filled at random but alike in both languages."""

    def __init__(self, rng: random.Random, terms: Sequence[Term]) -> None:
        self._rng = rng
        self._terms = terms
        self._weights = [0.0]
        for rank in range(len(terms)):  # Few terms are common, most are rare: Zipf's law, a little flattened.
            self._weights.append(self._weights[-1] + 1 / (rank + 20))
        self._weights.pop(0)
        self._turn = 0
        self._topic: list[Term] = []
        self._district: District | None = None
        self._surnames = _cells(_SURNAMES)
        self._given = _cells(_GIVEN)
        self._hamlets = _cells(_HAMLETS)
        self._firms = _cells(_FIRMS)
        self._trades = _cells(_TRADES, " ")
        self._roads = _cells(_ROADS)
        self._offices = _cells(_OFFICES, "/")
        self._goods = _cells(_GOODS, "/")

    def begin(self, district: District) -> None:
        """Start an article about a district, with a few terms that it keeps coming back to."""
        self._district = district
        self._topic = [self._common(), self._common(), self._common()]

    def sentence(self) -> Pair:
        """A sentence of one of the shapes that newspapers use, without a paragraph's first words."""
        rng = self._rng
        shape = rng.random()
        if shape < 0.10:
            return self._ended(self._filled(rng.choice(_DATA)))
        if shape < 0.19:
            return self._ended(self._filled(rng.choice(_SAY)))
        if shape < 0.27:
            return self._ended(self._filled(rng.choice(_MEETING)))
        first = _DO if rng.random() < 0.75 else _ALSO
        who, do, so = (self._filled(rng.choice(table)) for table in (_WHO, first, _SO))
        if shape < 0.62:
            opening = self._filled(rng.choice(_OPEN))
            chinese = f"{opening[0]}，{who[0]}{do[0]}，{so[0]}"
            english = f"{opening[1]}, {who[1]} {do[1]}, {so[1]}"
        elif shape < 0.92:
            also = self._filled(rng.choice(_ALSO))
            chinese = f"{who[0]}{do[0]}，并{also[0]}，{so[0]}"
            english = f"{who[1]} {do[1]} and {also[1]}, {so[1]}"
        else:
            listed = [self._filled(pair) for pair in rng.sample(_LISTED, 2)]
            chinese = f"{who[0]}一是{listed[0][0]}；二是{listed[1][0]}"
            english = f"{who[1]} did two things: {listed[0][1]}; {listed[1][1]}"
        return self._ended((chinese, english))

    def filled(self, table: Sequence[Pair]) -> Pair:
        """One phrase of a table, filled, its English beginning with a capital."""
        chinese, english = self._filled(self._rng.choice(table))
        return chinese, english[0].upper() + english[1:]

    def person(self) -> Pair:
        """A name, with its pinyin."""
        surname = self._rng.choice(self._surnames)
        given = [self._rng.choice(self._given) for _ in range(1 if self._rng.random() < 0.25 else 2)]
        return surname[0] + "".join(g[0] for g in given), f"{surname[1]} {''.join(g[1] for g in given).capitalize()}"

    def _ended(self, sentence: Pair) -> Pair:
        chinese, english = sentence
        return chinese + "。", english[0].upper() + english[1:] + "."

    def _filled(self, phrase: Pair) -> Pair:
        values: dict[str, Pair] = {}
        for slot in _slots(phrase[0]):
            values[slot] = self._value(slot.rstrip("2"))
        return _fill(phrase[0], values, 0), _fill(phrase[1], values, 1)

    def _value(self, slot: str) -> Pair:
        """A value for a slot, in Chinese and in English."""
        rng = self._rng
        if slot == "term":
            return self._term()
        if slot == "here":
            assert self._district is not None
            return rng.choice(self._district.local)
        if slot == "n":
            return (str(rng.randint(2, 98)),) * 2
        if slot == "big":
            number = rng.randint(101, 9800)
            return str(number), f"{number:,}"
        if slot == "pct":
            return (f"{rng.randint(21, 998) / 10:.1f}",) * 2
        if slot == "money":
            if rng.random() < 0.5:
                number = rng.randint(11, 999)
                return f"{number}万元", f"{number * 10_000:,} yuan"
            number = rng.randint(11, 480)
            return f"{number / 10:.1f}亿元", f"{number * 10:,} million yuan"
        if slot == "date":
            month, day = rng.randint(1, 12), rng.randint(1, 28)
            return f"{month}月{day}日", f"{day} {_MONTHS[month - 1]}"
        if slot == "person":
            return self.person()
        if slot == "village":
            surname, hamlet = rng.choice(self._surnames), rng.choice(self._hamlets)
            return f"{surname[0]}{hamlet[0]}村", f"{surname[1]}{hamlet[1]} Village"
        if slot == "firm":
            name, trade = rng.choice(self._firms), rng.choice(self._trades)
            return f"{name[0]}{trade[0]}公司", f"{name[1]} {' '.join(trade[1:])}"
        if slot == "road":
            name = rng.choice(self._roads)
            return f"{name[0]}路", f"{name[1]} Road"
        chosen = rng.choice(self._offices if slot == "office" else self._goods)
        return chosen[0], chosen[1]

    def _term(self) -> Pair:
        """The next term in turn, one of the article's own, or a common one; now and then in its second form."""
        rng = self._rng
        if rng.randrange(_IN_TURN) == 0:
            term = self._terms[self._turn % len(self._terms)]
            self._turn += 1
        else:
            term = rng.choice(self._topic) if rng.random() < 0.4 else self._common()
        form = term.forms[0] if term.forms and rng.random() < 0.3 else term.term
        return form, term.english

    def _common(self) -> Term:
        return self._rng.choices(self._terms, cum_weights=self._weights)[0]


def _slots(phrase: str) -> list[str]:
    return re.findall(r"{(\w+)}", phrase)


def _fill(phrase: str, values: Mapping[str, Pair], language: int) -> str:
    return re.sub(r"{(\w+)}", lambda match: values[match[1]][language], phrase)


# -- the archive


def make(articles: int, terms: int, districts: int = 20, seed: int = SEED) -> Archive:
    """An archive of so many articles, terms and districts as values; the same numbers always give the same."""
    rng = random.Random(f"{seed} {terms} {districts}")
    cities, places = _places(districts)
    glossary = _glossary(rng, terms)
    writer = _Writer(rng, glossary)
    seen: set[str] = set()
    written = tuple(_article(number, rng, writer, cities, places, seen) for number in range(articles))
    return Archive(cities, places, glossary, written)


def _places(count: int) -> tuple[tuple[City, ...], tuple[District, ...]]:
    """Districts in their cities, five to a city: a high-tech zone, a development zone, three urban districts."""
    cities: list[City] = []
    districts: list[District] = []
    names = _cells(_DISTRICTS)
    for number in range(count):
        if number % 5 == 0:
            name, pinyin = _cells(_CITIES)[number // 5]
            plain = strip_tones(pinyin)
            cities.append(City(plain.lower(), f"{name}市", f"{pinyin} Shì", plain))
        districts.append(_district(cities[-1], number % 5, names[(number - number // 5 * 2) % len(names)]))
    return tuple(cities), tuple(districts)


def _district(city: City, kind: int, own: Sequence[str]) -> District:
    short = city.name[:-1]
    pinyin = city.pinyin.split()[0]
    if kind == 0:
        local = (("高新区", "the High-tech Zone"),)
        return District(
            f"{city.id}-gaoxinqu", city, f"{short}高新区", f"{pinyin} Gāoxīnqū", f"{city.english} High-tech Zone",
            "high-tech-zone", local + _COMMON_LOCAL,
        )  # fmt: skip
    if kind == 1:
        local = (("开发区", "the Development Zone"),)
        return District(
            f"{city.id}-kaifaqu", city, f"{short}经济开发区", f"{pinyin} Jīngjì Kāifāqū",
            f"{city.english} Economic Development Zone", "development-zone", local + _COMMON_LOCAL,
        )  # fmt: skip
    plain = strip_tones(own[1])
    local = ((f"{own[0]}区", f"{plain} District"),)
    return District(
        f"{city.id}-{plain.lower()}qu", city, f"{own[0]}区", f"{own[1]} Qū", f"{plain} District", "district",
        local + _COMMON_LOCAL,
    )  # fmt: skip


_COMMON_LOCAL: tuple[Pair, ...] = (("全区", "the whole district"), ("我区", "our district"))
_NOT_IN = "全区域, 健全区, 完全区, 安全区, 自我区, 该区域, 该区间, 应该区"


def _glossary(rng: random.Random, count: int) -> tuple[Term, ...]:
    """So many terms, each a modifier and a noun."""
    nouns = [(head, *rest.split("/")) for head, rest in (e.strip().split(" ", 1) for e in _NOUNS.split(";"))]
    pairs = [(m, n) for m in _cells(_MODIFIERS) for n in nouns if m[0] != n[0][:2]]
    if count > len(pairs):
        raise ValueError(f"no more than {len(pairs)} terms can be made")
    chosen = random.Random(f"{SEED} glossary").sample(pairs, len(pairs))[:count]
    slugs = [_slug(f"{modifier[1]} {noun[1]}") for modifier, noun in chosen]
    return tuple(_entry(rng, number, slugs, *pair) for number, pair in enumerate(chosen))


def _entry(
    rng: random.Random, number: int, slugs: Sequence[str], modifier: Sequence[str], noun: tuple[str, ...]
) -> Term:
    term = modifier[0] + noun[0]
    english = f"{modifier[2]} {noun[2]}"
    values: dict[str, Pair] = {"n": (str(rng.randint(2, 9)),) * 2}
    (zh_first, en_first), (zh_second, en_second) = (
        (_fill(zh, values, 0), _fill(en, values, 1)) for zh, en in rng.sample(_GLOSS, 2)
    )
    return Term(
        slugs[number],
        term,
        f"{modifier[1]} {noun[1]}",
        english,
        noun[3],
        (f"{term}任务",) if number % _WITH_FORM == 0 else (),
        tuple(rng.sample(slugs, min(2, len(slugs)))),
        (
            f"The {english} is a task of local government, {en_first}.",
            f"Reports of other years describe it as {en_second}; the words alone do not say how much is done.",
        ),
        (f"“{term}”是地方政府的一项工作，{zh_first}", f"“{modifier[0]}”说明重点，“{noun[0]}”说明办法；{zh_second}"),
    )


def _slug(pinyin: str) -> str:
    """An id from pinyin: its words, without tones."""
    return strip_tones(pinyin.lower()).replace("'", "").replace(" ", "-")


def _article(
    number: int,
    rng: random.Random,
    writer: _Writer,
    cities: Sequence[City],
    districts: Sequence[District],
    seen: set[str],
) -> Article:
    """The article of that number; `seen` holds every paragraph of the archive so far."""
    page, place = divmod(number, PER_PAGE)
    turn, at = divmod(page, len(cities))
    date = _FIRST_DAY + datetime.timedelta(days=turn * _DAYS)
    district = rng.choice([d for d in districts if d.city == cities[at]])
    writer.begin(district)
    title, title_en = writer.filled(_TITLES)
    genre = rng.choice(("report", "report", "report", "brief", "feature", "roundup"))
    heads = rng.sample(_HEADS, 2) if genre in ("feature", "roundup") else []
    blocks = tuple(_blocks(rng, writer, heads, seen))
    roles = ("reporter", "correspondent")[: rng.randint(1, 2)]
    return Article(
        f"{cities[at].id}-{date.isoformat()}/{place + 1:02}-{_ENDINGS[number % len(_ENDINGS)]}",
        title,
        title_en,
        blocks[0].english,
        date,
        district,
        genre,
        district.local[0][0] if rng.random() < 0.4 else "",
        tuple((writer.person()[0], role) for role in roles),
        blocks,
    )


#: The last part of an article's id; with the page and the number in front of it every id is its own.
_ENDINGS = ("tuijin", "luoshi", "huiyi", "xiangmu", "fuwu", "fazhan", "minsheng", "jiceng", "zhili", "xinmao")


def _blocks(rng: random.Random, writer: _Writer, heads: Sequence[Pair], seen: set[str]) -> Iterator[Block]:
    """Paragraphs of two to four sentences until the article is long enough, with the heads between them."""
    length = rng.randint(*LENGTH)
    places = [length * (i + 1) // (len(heads) + 1) for i in range(len(heads))]
    han = paragraphs = 0
    while han < length:
        if places and han >= places[0] and paragraphs:
            places.pop(0)
            yield Block("heading", *heads[len(heads) - len(places) - 1])
        sentences = [writer.sentence() for _ in range(rng.choice((2, 2, 3, 3, 4)))]
        chinese = "".join(sentence[0] for sentence in sentences)
        if chinese in seen:
            continue
        seen.add(chinese)
        paragraphs += 1
        han += count_han(chinese)
        yield Block("paragraph", chinese, " ".join(sentence[1] for sentence in sentences))


# -- the files


def write(folder: Path, articles: int, terms: int, districts: int = 20, seed: int = SEED) -> Archive:
    """Write an archive to `folder/content`, which must not exist, and return it."""
    archive = make(articles, terms, districts, seed)
    content = folder / "content"
    content.mkdir(parents=True)
    for name, text in files(archive):
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return archive


def files(archive: Archive) -> Iterator[tuple[str, str]]:
    """Every file of the content folder by its path there."""
    yield "site.toml", _SITE
    yield "pages/about.md", "---\ntitle: About this archive\n---\n\nMade-up news, to measure builds with.\n"
    yield "pages/about.zh.md", "---\ntitle: 关于本文库\n---\n\n内容为虚构，用来测量生成速度。\n"
    for city in archive.cities:
        yield f"places/{city.id}.md", _city_file(city)
        yield f"papers/{city.id}-ribao.md", _paper_file(city)
    for district in archive.districts:
        yield f"places/{district.id}.md", _district_file(district)
    for term in archive.terms:
        yield f"glossary/{term.slug}.md", term_file(term)
    for article in archive.articles:
        yield f"articles/{article.id}.md", article_file(article)
        yield f"articles/{article.id}.en.md", translation_file(article)


_SITE = """base_url = "/"
editions = ["en", "zh-hans", "zh-hant"]
repository = ""

[title]
en = "Benchmark archive"
zh-hans = "测速文库"

[description]
en = "Made-up local news in Chinese and English."
zh-hans = "虚构的地方新闻，中英对照。"

[script]
zh-hant = "s2tw"
zh-hans = "tw2s"
"""


def article_file(article: Article) -> str:
    """The `.md` file of an article."""
    byline = "".join(f"- {{name: {name}, role: {role}}}\n" for name, role in article.byline)
    kicker = f"kicker: {article.kicker}\n" if article.kicker else ""
    return (
        f"---\ntitle: {article.title}\n{kicker}dateline: 本报讯\ntitle_en: {_quoted(article.title_en)}\n"
        f"summary_en: {_quoted(article.summary_en)}\ngenre: {article.genre}\ndate: '{article.date.isoformat()}'\n"
        f"date_evidence: Printed at the head of the page.\npaper: {article.district.city.id}-ribao\n"
        f"district: {article.district.id}\nbyline:\n{byline}script: hans\n---\n\n"
        + "\n\n".join(_marked(block.kind, block.chinese) for block in article.blocks)
        + "\n"
    )


def translation_file(article: Article) -> str:
    """The `.en.md` file of an article."""
    return (
        f"---\ntitle: {_quoted(article.title_en)}\nstatus: draft\ntranslator: the benchmark\n---\n\n"
        + "\n\n".join(_marked(block.kind, block.english) for block in article.blocks)
        + "\n"
    )


def term_file(term: Term) -> str:
    """The file of a gloss."""
    forms = f"forms: [{', '.join(term.forms)}]\n" if term.forms else ""
    return (
        f"---\nterm: {term.term}\n{forms}pinyin: {_quoted(term.pinyin)}\nenglish: {_quoted(term.english)}\n"
        f"category: {term.category}\nlevel: city\nsee_also: [{', '.join(term.see_also)}]\nstatus: reviewed\n---\n\n"
        f"{term.gloss[0]}\n\n{term.gloss[1]}\n\n## 中文\n\n{term.gloss_zh[0]}\n\n{term.gloss_zh[1]}\n"
    )


def _city_file(city: City) -> str:
    return (
        f"---\nname: {city.name}\nname_en: {city.english}\npinyin: {city.pinyin}\nkind: city\n"
        f"aliases: [{city.name[:-1]}]\nlocal_names: [全市, 我市]\n"
        f"not_in: [全市场, 健全市, 我市场, {city.name[:-1]}日报]\n---\n\n"
        "A city that does not exist.\n\n## 中文\n\n并不存在的城市。\n"
    )


def _district_file(district: District) -> str:
    own, *common = (name for name, _ in district.local)
    aliases = "" if own == district.name else f"aliases: [{district.city.name}{own}]\n"
    local = [*common, "该区"] if own == district.name else [own, *common, "该区"]
    return (
        f"---\nname: {district.name}\nname_en: {district.english}\npinyin: {district.pinyin}\nkind: {district.kind}\n"
        f"parent: {district.city.id}\n{aliases}local_names: [{', '.join(local)}]\nnot_in: [{_NOT_IN}]\n---\n\n"
        f"A part of {district.city.english}, which does not exist.\n\n"
        f"## 中文\n\n{district.city.name}的一个区，并不存在。\n"
    )


def _paper_file(city: City) -> str:
    return (
        f"---\nname: {city.name[:-1]}日报\nname_en: {city.english} Daily\nplace: {city.id}\n"
        "rights: {status: own work, holder: the benchmark, basis: Made up to measure builds., display: full}\n---\n\n"
        f"The newspaper of {city.english}.\n\n## 中文\n\n{city.name}的报纸。\n"
    )


def _marked(kind: str, text: str) -> str:
    return f"## {text}" if kind == "heading" else text


def _quoted(text: str) -> str:
    """A YAML scalar in single quotes."""
    return "'" + text.replace("'", "''") + "'"


def main() -> None:
    """Write an archive as the command line says."""
    parser = argparse.ArgumentParser(description="Write an archive of made-up local news to DIR/content.")
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--terms", type=int, default=300)
    parser.add_argument("--districts", type=int, default=20)
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    write(given.folder, given.articles, given.terms, given.districts, given.seed)


if __name__ == "__main__":
    main()
