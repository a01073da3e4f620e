"""Fictional notices of any size, the same for the same seed. They are made in the proportions of notices as governments
publish them: in 10 KB of text about 20 headings, 33 paragraphs, 45 duties of units and 2 or 3 numbers to be reached."""
import random

UNITS = """市委组织部 市委宣传部 市委统战部 市委网信办 市教育局 市科技局 市工业和信息化局 市民政局 市财政局 市人力资源和社会保障局
市自然资源局 市生态环境局 市住房和城乡建设局 市水利局 市农业农村局 市文化广电旅游局 市卫生健康委 市应急管理局 市市场监管局 市林业局
市气象局 市地震局 市总工会 团市委 市妇联 市科协 市社科联 各县（市、区）人民政府""".split()
NUMERALS = "一 二 三 四 五 六 七 八 九 十 十一 十二".split()
PARTS = "工作基础 总体要求 重点任务 提升行动 重点工程 组织保障".split()
TASKS = [first + second for first in "青少年 农民 产业工人 老年人 领导干部 社区居民 科技资源 科普信息 基层阵地 应急科普".split()
         for second in "科学素质提升行动 能力建设 服务体系 协同机制 人才队伍".split()]
SUBJECTS = "各部门 各学校 科普场馆 基层组织 科技工作者 志愿服务队 有关企业 新闻媒体 社区和村".split()
VERBS = "健全 完善 推动 加强 落实 深化 丰富 引导 支持 统筹 鼓励 改进".split()
OBJECTS = """科普资源的共建共享 面向群众的日常服务 科学课程与实践活动的衔接 科普内容的创作和传播 场馆开放与讲解服务 科技志愿服务的常态开展
基层阵地的维护和使用 科学家精神的宣传 防灾避险知识的普及 健康生活方式的倡导 数字技能的学习 科普队伍的培养和交流 部门之间的信息沟通 经费使用的监督""".split()
JOINS = ["，", "，", "，", "；", "，并", "，同时"]
FIGURES = ["每年开展科普活动不少于{}场", "到2025年建成科普基地{}个", "公民具备科学素质的比例达到{}%", "累计培训{}人次以上"]


def sentence(chance, clauses):
    text = chance.choice(SUBJECTS)
    for _ in range(clauses):
        text += chance.choice(VERBS) + chance.choice(OBJECTS) + chance.choice(JOINS)
    return text + chance.choice(VERBS) + chance.choice(OBJECTS) + "。"


def prose(chance):
    return "".join(sentence(chance, chance.randrange(1, 5)) for _ in range(chance.randrange(1, 4)))


def units(chance):
    named = chance.sample(UNITS, chance.randrange(3, 9))
    if chance.random() < 0.5:
        return f"（责任单位：{'、'.join(named)}）"
    return f"（{named[0]}牵头，{'、'.join(named[1:])}按职责分工负责）"


def item(chance, number):
    lines = [f"（{NUMERALS[number]}）{chance.choice(TASKS)}。{prose(chance)}"]
    for point in range(chance.randrange(0, 4)):
        figure = chance.choice(FIGURES).format(chance.randrange(10, 90)) + "。" if chance.random() < 0.15 else ""
        lines.append(f"{point + 1}.{chance.choice(TASKS)}。{prose(chance)}{figure}")
    if chance.random() < 0.35:
        lines.append(prose(chance))
    if chance.random() < 0.85:
        lines[-1] += units(chance)
    return lines


def notice(chance, size):
    """The text of a notice of about `size` bytes; a long one goes on counting its parts from the first again."""
    place = chance.choice("云石清南东平松柳") + chance.choice("川岭溪泉湾湖") + "市"
    lines = [f"{place}人民政府办公室关于印发{place}全民科学素质行动规划纲要实施方案的通知", "", "各县（市、区）人民政府，市政府各部门：",
             "现将实施方案印发给你们，请结合实际认真贯彻执行。", f"{place}人民政府办公室", "2022年3月15日", "",
             f"{place}全民科学素质行动规划纲要实施方案（2021—2025年）", "", "为提高全市公民科学素质，制定本方案。"]
    length, part = 600, 0
    while length < size:
        added = [f"{NUMERALS[part % len(PARTS)]}、{PARTS[part % len(PARTS)]}", prose(chance)]
        for number in range(chance.randrange(3, 9)):
            added += item(chance, number)
        length += sum(len(line.encode()) + 1 for line in added)
        lines += added
        part += 1
    return "\n".join(lines) + "\n"


def write(path, sizes, seed):
    """Notices of these sizes, a form feed between them, as bench_files takes them."""
    chance = random.Random(seed)
    with open(path, "w", encoding="utf-8") as file:
        for number, size in enumerate(sizes):
            file.write("\f" * (number > 0) + notice(chance, size))
