#include "cli.h"

#include <string.h>

static const char all_zh[] =
	"用法：kepu 子命令 [选项] [参数]\n"
	"\n"
	"把公开发布的《全民科学素质行动规划纲要》实施方案通知读成方案文件：条目、单位分工、指标、\n"
	"进度安排，每一项都记着出自原文哪一行、按哪条规则读出。\n"
	"\n"
	"  import      读通知，写出方案文件\n"
	"  show        显示方案\n"
	"  check       检查方案\n"
	"  matrix      列出责任分工：谁牵头，谁负责，谁配合\n"
	"  indicators  对照目标看实际：应达水平、完成率、红黄绿灯\n"
	"  rollup      把各地的数值逐级汇总，列出覆盖和缺报\n"
	"  score       按评分方案给各单位打分、排名、定等次、评先进\n"
	"  scheme      检查评分方案\n"
	"  review      核对方案：列出要看的地方，确认、更正、增删，记下是谁、何时、原来是什么\n"
	"  convert     转换方案文件：.xml、.json，压缩（.gz）或不压缩\n"
	"  version     显示本程序和所用库的版本\n"
	"\n"
	"到处可用的选项：\n"
	"  --lang zh|en  用中文或英文显示；不写时看环境变量 LC_ALL、LC_MESSAGES、LANG\n"
	"  --help        显示说明；“kepu 子命令 --help”显示该子命令的说明\n"
	"\n"
	"错误写到标准错误，形式是“文件:行:列: 说明”。退出状态：0 成功（可以有警告）；1 读得了，\n"
	"但有错误级的发现；2 用法不对；3 读不了、写不了，或者不是有效的方案文件。\n";

static const char all_en[] =
	"usage: kepu SUBCOMMAND [OPTION...] [ARGUMENT...]\n"
	"\n"
	"Reads published notices that carry a plan for science literacy (全民科学素质行动规划纲要\n"
	"实施方案) into plan files: nodes, who answers for what, indicators, timetable, each with the\n"
	"line it was read from and the rule that read it.\n"
	"\n"
	"  import      read a notice, write a plan file\n"
	"  show        show a plan\n"
	"  check       look a plan over for mistakes and gaps\n"
	"  matrix      list who leads, answers for and takes part in what\n"
	"  indicators  hold what was measured against the targets: expected level, light\n"
	"  rollup      add figures up the regions, with what is covered and what is missing\n"
	"  score       score units by an evaluation scheme: points, ranks, grades, awards\n"
	"  scheme      look an evaluation scheme over for mistakes\n"
	"  review      look a plan over: list what is doubtful; confirm, correct, add and remove\n"
	"  convert     turn a plan file into another form: .xml, .json, packed (.gz) or not\n"
	"  version     say which version this is, and of which libraries\n"
	"\n"
	"Options that go with everything:\n"
	"  --lang zh|en  speak Chinese or English; without it LC_ALL, LC_MESSAGES and LANG decide\n"
	"  --help        this text; \"kepu SUBCOMMAND --help\" for that of a subcommand\n"
	"\n"
	"Errors go to standard error as FILE:LINE:COLUMN: message. Exit status: 0 success, also with\n"
	"warnings; 1 readable, but with findings that are errors; 2 wrong usage; 3 could not be read\n"
	"or written, or is no valid plan file.\n";

static const char import_zh[] =
	"用法：kepu import FILE... [-o OUT] [--to xml|json|facts|table]\n"
	"      kepu import FILE... [-o OUT] --explain [--to table|html]\n"
	"      kepu import FILE [-o OUT] [--to xml|json|facts] --onto PLAN\n"
	"\n"
	"读通知，写出方案。通知可以是纯文本，也可以是政府网站的网页（UTF-8、UTF-16 或 GB18030），看内容\n"
	"识别，不看文件名；网页只读正文。通知再不规范也读得下去：拿不准的地方作为“发现”写到标准错误，\n"
	"供人再看一眼。\n"
	"\n"
	"  -o OUT      写到文件 OUT；不写时写到标准输出。名字以 .gz 结尾的方案文件会压缩。\n"
	"              有多个 FILE 时，OUT 要是已有的文件夹，结果写成 OUT/名字.kepu.xml\n"
	"  --to xml    方案文件，可再用 kepu 的其他子命令处理（默认；OUT 以 .json 结尾时默认 json）\n"
	"  --to json   同样完整的方案文件，JSON 形式，供网页和其他语言使用\n"
	"  --to facts  读出的事实，是方案的一个摘要，JSON\n"
	"  --to table  给人看：目录、责任分工、指标、进度安排和需要再看一眼的地方；\n"
	"              写到标准输出时，标准错误里只再说错误级的发现\n"
	"  --explain   不写方案，而是逐项列出读自哪一行、按哪条规则、原文是什么；加 --to html 时\n"
	"              是一个网页：原文中标出各项，旁边的清单点到出处\n"
	"  --onto PLAN 读同一份或改过的通知，读进核对过的方案 PLAN：核对过的都留着，不再相符的写到\n"
	"              标准错误\n"
	"\n"
	"例：kepu import 通知.txt -o 方案.kepu.xml\n"
	"    kepu import 网页.html -o 方案.kepu.xml\n"
	"    kepu import 通知/*.txt -o 方案\n"
	"    kepu import --to table 通知.txt | less\n";

static const char import_en[] =
	"usage: kepu import FILE... [-o OUT] [--to xml|json|facts|table]\n"
	"       kepu import FILE... [-o OUT] --explain [--to table|html]\n"
	"       kepu import FILE [-o OUT] [--to xml|json|facts] --onto PLAN\n"
	"\n"
	"Reads a notice and writes the plan in it. A notice is plain text or the page of a portal, HTML\n"
	"(UTF-8, UTF-16 or GB18030), told by what it holds and not by its name; of a page the notice\n"
	"alone is read. However odd, it is read: what is doubtful goes to standard error as a finding,\n"
	"for somebody to look at again.\n"
	"\n"
	"  -o OUT      write to the file OUT instead of standard output; a plan file whose name ends\n"
	"              in .gz is packed. Several FILEs need a folder that exists, and become\n"
	"              OUT/NAME.kepu.xml\n"
	"  --to xml    a plan file, which the other subcommands take (the default; where OUT ends in\n"
	"              .json that is json)\n"
	"  --to json   the same plan file, all of it, as JSON for pages and other languages\n"
	"  --to facts  what was read, a digest of the plan, as JSON\n"
	"  --to table  for people: outline, who answers for what, indicators, timetable, and what to\n"
	"              look at again; on standard output these findings are not repeated on standard\n"
	"              error, but for errors\n"
	"  --explain   instead of the plan, list each fact with its line, its rule and its words; with\n"
	"              --to html, a page of the text with each fact marked and a list that leads there\n"
	"  --onto PLAN read the same notice again, or a changed one, onto the plan PLAN that was looked\n"
	"              over: what was done there stays, what no longer fits goes to standard error\n"
	"\n"
	"for example: kepu import notice.txt -o plan.kepu.xml\n"
	"             kepu import page.html -o plan.kepu.xml\n"
	"             kepu import notices/*.txt -o plans\n"
	"             kepu import --to table notice.txt | less\n";

static const char show_zh[] =
	"用法：kepu show PLAN\n"
	"\n"
	"显示方案文件 PLAN（.kepu.xml、.kepu.json，压缩的也可）：标题、文号等基本信息，目录（各条的类别、\n"
	"牵头、责任、配合单位数和指标数），指标，进度安排。\n";

static const char show_en[] =
	"usage: kepu show PLAN\n"
	"\n"
	"Shows the plan file PLAN (.kepu.xml or .kepu.json, packed or not): title, number and the like;\n"
	"its outline, with the kind of each node, how many units lead, answer for and take part in it,\n"
	"and how many indicators it has; the indicators; the timetable.\n";

static const char check_zh[] =
	"用法：kepu check PLAN\n"
	"\n"
	"检查方案文件 PLAN：标识和引用、循环、起止时间、方案期之外的期限、重复的路径、没有牵头单位\n"
	"或没有任何单位的任务等。发现逐条写到标准错误，计数写到标准输出；有错误级的发现时退出状态为 1。\n";

static const char check_en[] =
	"usage: kepu check PLAN\n"
	"\n"
	"Looks the plan file PLAN over: ids and references, cycles, periods, deadlines outside the\n"
	"period, repeated paths, tasks without a lead or without any unit. Findings go to standard\n"
	"error one by one, their count to standard output; the exit status is 1 where one is an error.\n";

static const char matrix_zh[] =
	"用法：kepu matrix PLAN [--to table|csv] [--unit NAME] [--node PATH] [--grid] [--inherited]\n"
	"                       [-o OUT] [--bom]\n"
	"\n"
	"列出方案文件 PLAN 的责任分工。默认一个条目一段：标题，其下是牵头、责任、配合单位。\n"
	"\n"
	"  --to csv     表格文件（CSV），一行一条分工\n"
	"  --unit NAME  只列单位 NAME（原文写法、规范名或别名）的任务\n"
	"  --node PATH  只列路径为 PATH 的条目和其下各条，如 3.1\n"
	"  --grid       单位为行、条目为列的方格表，按章节分开\n"
	"  --inherited  把章节的单位也算到其下各条，除非该条自己写明了同一角色\n"
	"  -o OUT       写到文件 OUT；不写时写到标准输出\n"
	"  --bom        CSV 以 BOM 开头，供 Excel、WPS 直接打开\n"
	"\n"
	"例：kepu matrix 方案.kepu.xml --unit 市科协\n"
	"    kepu matrix 方案.kepu.xml --to csv --bom -o 分工.csv\n";

static const char matrix_en[] =
	"usage: kepu matrix PLAN [--to table|csv] [--unit NAME] [--node PATH] [--grid] [--inherited]\n"
	"                        [-o OUT] [--bom]\n"
	"\n"
	"Lists who answers for what in the plan file PLAN. By default each node has a block: its title,\n"
	"below it the units that lead, answer for and take part in it.\n"
	"\n"
	"  --to csv     a table for spreadsheets (CSV), one row an assignment\n"
	"  --unit NAME  only the tasks of a unit: its name as written, its canonical name or an alias\n"
	"  --node PATH  only the node with this path and what stands below it, as in 3.1\n"
	"  --grid       a grid, units down and nodes across, section by section\n"
	"  --inherited  a section's units answer for its items too, but where an item names units in\n"
	"               the same role itself\n"
	"  -o OUT       write to the file OUT instead of standard output\n"
	"  --bom        begin the CSV with a byte order mark, for Excel and WPS\n"
	"\n"
	"for example: kepu matrix plan.kepu.xml --unit 市科协\n"
	"             kepu matrix plan.kepu.xml --to csv --bom -o matrix.csv\n";

static const char review_zh[] =
	"用法：kepu review PLAN --list [--to table|csv|json] [-o OUT] [--bom]\n"
	"      kepu review PLAN --by WHO [--when WHEN] [-o OUT] --confirm ID...\n"
	"      kepu review PLAN --by WHO [--when WHEN] [-o OUT] --set [ID] FIELD VALUE\n"
	"      kepu review PLAN --by WHO [--when WHEN] [-o OUT] --add PART FIELD=VALUE...\n"
	"      kepu review PLAN --by WHO [--when WHEN] [-o OUT] --remove ID... | --undo ID...\n"
	"\n"
	"核对方案文件 PLAN。列出要看的地方，附前后原文；确认、更正、增删的，连同是谁、何时、原来是什么，\n"
	"都记在方案里，再读同一份通知时（kepu import --onto）不会丢。\n"
	"\n"
	"  --list       列出还没有人核对的和有疑问的地方\n"
	"  --confirm    确认：条目、单位、分工、指标等的标识，或者 title、issuer:0 这样的基本信息\n"
	"  --set        更正：FIELD 用“--to facts”里的名字，如 title、role、unit、value、op、quote；\n"
	"               不写 ID 时是基本信息，如 --set document_number 某政办发〔2022〕1号\n"
	"  --add        增加：PART 是 node、unit、assignment、indicator、phase 之一，如\n"
	"               --add assignment node=2.1 unit=县科协 role=lead\n"
	"  --remove     删去；再读同一份通知时也不再列入\n"
	"  --undo       撤销对某处的更正和确认，恢复读出的样子；基本信息用 plan\n"
	"  --by WHO     是谁\n"
	"  --when WHEN  什么时候，写法不限；不写时是今天\n"
	"  -o OUT       写到文件 OUT；不写时写回 PLAN，若其间有人改过则不写\n"
	"  --to, --bom  清单的形式：给人看的（默认）、CSV（可带 BOM）、JSON\n"
	"\n"
	"值以 - 开头时，前面加 --。例：kepu review 方案.kepu.xml --list | less\n"
	"    kepu review 方案.kepu.xml --by 张三 --confirm n3 a7 title\n"
	"    kepu review 方案.kepu.xml --by 张三 --set i4 value 24\n";

static const char review_en[] =
	"usage: kepu review PLAN --list [--to table|csv|json] [-o OUT] [--bom]\n"
	"       kepu review PLAN --by WHO [--when WHEN] [-o OUT] --confirm ID...\n"
	"       kepu review PLAN --by WHO [--when WHEN] [-o OUT] --set [ID] FIELD VALUE\n"
	"       kepu review PLAN --by WHO [--when WHEN] [-o OUT] --add PART FIELD=VALUE...\n"
	"       kepu review PLAN --by WHO [--when WHEN] [-o OUT] --remove ID... | --undo ID...\n"
	"\n"
	"Looks the plan file PLAN over. What is doubtful is listed with the text around it; what is\n"
	"confirmed, corrected, added or removed is kept in the plan with who, when and what stood there,\n"
	"and is not lost when the notice is read again (kepu import --onto).\n"
	"\n"
	"  --list       what is doubtful, and what nobody has looked at yet\n"
	"  --confirm    ids of nodes, units, assignments, indicators and so on, or metadata like title\n"
	"               and issuer:0\n"
	"  --set        FIELD is named as by --to facts: title, role, unit, value, op, quote and so on;\n"
	"               without ID it is metadata, as in --set document_number 某政办发〔2022〕1号\n"
	"  --add        PART is node, unit, assignment, indicator or phase, as in\n"
	"               --add assignment node=2.1 unit=县科协 role=lead\n"
	"  --remove     also stays out when the notice is read again\n"
	"  --undo       take back what was set and confirmed: as it was read; plan stands for metadata\n"
	"  --by WHO     who it is\n"
	"  --when WHEN  when, in any form; today where it is not said\n"
	"  -o OUT       write to the file OUT; without it back to PLAN, unless somebody changed it\n"
	"               meanwhile\n"
	"  --to, --bom  form of the list: for people (the default), CSV (with a byte order mark), JSON\n"
	"\n"
	"-- goes before a value that begins with -. For example:\n"
	"             kepu review plan.kepu.xml --list | less\n"
	"             kepu review plan.kepu.xml --by 张三 --confirm n3 a7 title\n"
	"             kepu review plan.kepu.xml --by 张三 --set i4 value 24\n";

static const char indicators_zh[] =
	"用法：kepu indicators PLAN [--data CSV...] [--date D] [--to table|csv|json] [-o OUT] [--bom]\n"
	"                           [--path linear|stepwise|given] [--green N] [--yellow N]\n"
	"                           [--tolerance N] [--exact]\n"
	"\n"
	"对照方案文件 PLAN 的目标，逐项列出指标在某一天的实际值、应达到的水平、完成率和红黄绿灯。\n"
	"实际值取自方案和各个表格；表格里读不了的行逐条写到标准错误，退出状态为 1。\n"
	"\n"
	"  --data CSV     表格：指标、时间、数值，另可有地区、单位、状态、来源、类别、相对；可以有几个\n"
	"  --date D       哪一天（2023-06-30），或者哪个时期的最后一天（2023、2023-Q2）；不写时是方案期的\n"
	"                 最后一天\n"
	"  --path PATH    应达到的水平怎样从基期走到目标：linear 均匀（默认）；stepwise 逐年或逐月\n"
	"                 上台阶；given 经过表格里给出的预期值\n"
	"  --green N      达到应达水平的几成算绿灯，默认 1\n"
	"  --yellow N     达到几成算黄灯，默认 0.9；再低是红灯\n"
	"  --tolerance N  “左右”允许的偏差，默认 0.05\n"
	"  --exact        只写一个数的目标须恰好相等；默认做多了也算完成\n"
	"  --to csv|json  表格文件，或者 JSON\n"
	"  -o OUT, --bom  与 kepu matrix 相同\n"
	"\n"
	"例：kepu indicators 方案.kepu.xml --data 2023年.csv --date 2023\n";

static const char indicators_en[] =
	"usage: kepu indicators PLAN [--data CSV...] [--date D] [--to table|csv|json] [-o OUT] [--bom]\n"
	"                            [--path linear|stepwise|given] [--green N] [--yellow N]\n"
	"                            [--tolerance N] [--exact]\n"
	"\n"
	"Holds what was measured against the targets of the plan file PLAN: for each indicator the\n"
	"actual value on a day, the level expected by then, the attainment and a light. Figures come\n"
	"from the plan and from tables; rows that cannot be read go to standard error one by one, and\n"
	"the exit status is then 1.\n"
	"\n"
	"  --data CSV     a table: indicator, period, value, and perhaps region, unit, status, source,\n"
	"                 kind, relative; there may be several\n"
	"  --date D       the day (2023-06-30), or the last one of a period (2023, 2023-Q2); without it\n"
	"                 the last day of the plan's period\n"
	"  --path PATH    how the expected level goes from the baseline to the target: linear, the\n"
	"                 default; stepwise, by years or months; given, through levels in the tables\n"
	"  --green N      share of what is expected from which on the light is green, 1\n"
	"  --yellow N     the same for yellow, 0.9; below it is red\n"
	"  --tolerance N  by how much \"about\" may be missed, 0.05\n"
	"  --exact        a target that is a bare number has to be met exactly, not at least\n"
	"  --to csv|json  a table for spreadsheets, or JSON\n"
	"  -o OUT, --bom  as in kepu matrix\n"
	"\n"
	"for example: kepu indicators plan.kepu.xml --data 2023.csv --date 2023\n";

static const char rollup_zh[] =
	"用法：kepu rollup --regions CSV PLAN-OR-DATA... [--indicator NAME] [--level L] [--rule RULE]\n"
	"                  [--to table|csv|json] [--missing] [-o OUT] [--bom]\n"
	"\n"
	"把方案文件里的实际值和表格里的数值，按地区逐级汇总。文件依次读取，几千个文件也只占一个文件的内存；\n"
	"是方案还是表格，看内容。每个数值旁边写明覆盖了几个最低一级的地区，共有几个。读不了或归不了地区的\n"
	"数值逐条写到标准错误，退出状态为 1。\n"
	"\n"
	"  --regions CSV     地区表：代码、名称、上级、级别，另可有各年的人口\n"
	"  --indicator NAME  只汇总这个指标\n"
	"  --level L         只列这一级：province、prefecture、county 等，或者第几层（1 是最上层）\n"
	"  --rule RULE       汇总的方法，代替方案写明的：sum 求和；mean 按分母加权平均；ratio 分子合计除以\n"
	"                    分母合计；minimum 最小值；last 各地最近一期之和；reach 达标的个数\n"
	"  --missing         列出缺报的地区；JSON 里总有\n"
	"  --to csv|json     表格文件，或者 JSON\n"
	"  -o OUT, --bom     与 kepu matrix 相同\n"
	"\n"
	"例：kepu rollup --regions 地区.csv 各县/*.xml 补报.csv --level prefecture --missing\n";

static const char rollup_en[] =
	"usage: kepu rollup --regions CSV PLAN-OR-DATA... [--indicator NAME] [--level L] [--rule RULE]\n"
	"                   [--to table|csv|json] [--missing] [-o OUT] [--bom]\n"
	"\n"
	"Adds the observations of plan files and the figures of tables up the regions. Files are read one\n"
	"after the other, so that thousands take the memory of one; what a file is, its content says.\n"
	"With each figure stands how many of the lowest regions it covers, and how many there are. What\n"
	"cannot be read or belongs to no region goes to standard error, and the exit status is then 1.\n"
	"\n"
	"  --regions CSV     the regions: code, name, parent, level, and perhaps population by year\n"
	"  --indicator NAME  only this one\n"
	"  --level L         only regions of a level (province, prefecture, county and so on), or of a\n"
	"                    depth (1: the highest)\n"
	"  --rule RULE       how to add up, instead of what the plans say: sum; mean, weighted by the\n"
	"                    denominators; ratio of sums; minimum; last, the sum of the latest; reach,\n"
	"                    how many reach the target\n"
	"  --missing         list the regions that are missing; JSON always does\n"
	"  --to csv|json     a table for spreadsheets, or JSON\n"
	"  -o OUT, --bom     as in kepu matrix\n"
	"\n"
	"for example: kepu rollup --regions regions.csv counties/*.xml late.csv --level prefecture\n";

static const char score_zh[] =
	"用法：kepu score SCHEME --units CSV --data CSV... [PLAN-OR-DATA...] [--indicators CSV...]\n"
	"                 [--date D] [--stage S] [--to table|csv|json] [-o OUT] [--bom]\n"
	"      kepu score … --explain UNIT [--to text|json|html] [-o OUT]\n"
	"\n"
	"按评分方案 SCHEME（XML 或 JSON）给各单位打分：总分、名次、等次，各项表彰给谁、别的单位为什么没有。\n"
	"所有数都是精确的十进制数，只在评分方案写明的地方舍入。读不了的行逐条写到标准错误，退出状态为 1。\n"
	"\n"
	"  --units CSV    单位表：单位、名称、类型、组别\n"
	"  --data CSV     数值表：单位、指标项、数值，另可有要素、对象、时间、评价方、阶段、理由、佐证、\n"
	"                 来源；可以有几个\n"
	"  PLAN-OR-DATA   名字以 .csv 结尾的是数值表，其余是方案文件：各指标的完成情况归到方案所属地区同名\n"
	"                 的单位\n"
	"  --indicators CSV  方案各指标的实际值，表格与 kepu indicators 的 --data 相同；可以有几个\n"
	"  --date D       方案的指标算到哪一天；不写时是方案期的最后一天\n"
	"  --stage S      算到哪个阶段（标识或名称），其后各阶段的数值不算；不写时是最后一个\n"
	"  --to csv|json  表格文件，或者 JSON（各模块、各指标项的得分都在内）\n"
	"  --explain UNIT 逐行说明一个单位（标识或名称）的分从哪里来，各行计入的数加起来就是上一级的分；\n"
	"                 最后说明每个指标项差多少可以升等、可以赶上前一名\n"
	"  -o OUT, --bom  与 kepu matrix 相同\n"
	"\n"
	"例：kepu score 评分方案.xml --units 单位.csv --data 年报.csv --stage 复核\n";

static const char score_en[] =
	"usage: kepu score SCHEME --units CSV --data CSV... [PLAN-OR-DATA...] [--indicators CSV...]\n"
	"                  [--date D] [--stage S] [--to table|csv|json] [-o OUT] [--bom]\n"
	"       kepu score ... --explain UNIT [--to text|json|html] [-o OUT]\n"
	"\n"
	"Scores units by the evaluation scheme SCHEME (XML or JSON): totals, ranks, grades, who gets which\n"
	"award, and why the others do not. All numbers are exact decimals and rounded only where the scheme\n"
	"says so. Rows that cannot be read go to standard error, and the exit status is then 1.\n"
	"\n"
	"  --units CSV    the units: unit, name, kind, group\n"
	"  --data CSV     figures: unit, criterion, value, and perhaps item, object, period, source, stage,\n"
	"                 reason, evidence, origin; there may be several\n"
	"  PLAN-OR-DATA   a table where the name ends in .csv, else a plan file: what its indicators came\n"
	"                 to goes to the unit that has the name or id of the plan's region\n"
	"  --indicators CSV  actual values of the plans' indicators, tables as kepu indicators takes them\n"
	"                 by --data; there may be several\n"
	"  --date D       the day that plans are judged for; without it the last of their period\n"
	"  --stage S      id or name of the stage: figures of later ones do not count; without it the last\n"
	"  --to csv|json  a table for spreadsheets, or JSON with the points of every module and criterion\n"
	"  --explain UNIT says line by line where the score of a unit (id or name) comes from: what the\n"
	"                 lines below one add is its points; and what it would take for more\n"
	"  -o OUT, --bom  as in kepu matrix\n"
	"\n"
	"for example: kepu score scheme.xml --units units.csv --data 2024.csv --stage review\n";

static const char scheme_zh[] =
	"用法：kepu scheme check SCHEME [--units CSV --data CSV...] [PLAN-OR-DATA...]\n"
	"                         [--indicators CSV...] [--date D]\n"
	"\n"
	"检查评分方案 SCHEME：各项分值加起来对不对，档次有没有重叠、空缺，端点归哪一边写没写明，有没有\n"
	"永远得不到的档次和没有用到的部分，名额是不是比单位还多，等等。给出单位和数值时，连同它们一起查。\n"
	"发现逐条写到标准错误，计数写到标准输出；有错误级的发现时退出状态为 1。\n"
	"\n"
	"  --units, --data, --indicators, --date, PLAN-OR-DATA  与 kepu score 相同\n"
	"\n"
	"例：kepu scheme check 评分方案.xml\n";

static const char scheme_en[] =
	"usage: kepu scheme check SCHEME [--units CSV --data CSV...] [PLAN-OR-DATA...]\n"
	"                         [--indicators CSV...] [--date D]\n"
	"\n"
	"Looks the evaluation scheme SCHEME over: points that do not add up, bands that overlap or leave a\n"
	"gap, bounds that nobody says the side of, what nothing can reach or nothing uses, quotas larger\n"
	"than their group, and so on; with units and figures, against these too. Findings go to standard\n"
	"error one by one, their count to standard output; the exit status is 1 where one is an error.\n"
	"\n"
	"  --units, --data, --indicators, --date, PLAN-OR-DATA  as in kepu score\n"
	"\n"
	"for example: kepu scheme check scheme.xml\n";

static const char convert_zh[] =
	"用法：kepu convert IN OUT\n"
	"\n"
	"读方案文件 IN（XML 或 JSON，压缩或不压缩，按内容识别），按 OUT 的名字写出：.xml 或 .json，其后\n"
	"有 .gz 的压缩。两种形式内容相同，来回转换没有损失；同一个方案写出的内容总是一样的，不认识的元素\n"
	"和属性原样保留。\n";

static const char convert_en[] =
	"usage: kepu convert IN OUT\n"
	"\n"
	"Reads the plan file IN (XML or JSON, packed or not, told apart by content) and writes it as the\n"
	"name OUT says: .xml or .json, packed where .gz follows. Both forms hold the same, and nothing is\n"
	"lost from one to the other. The same plan always gives the same bytes; elements and attributes\n"
	"that are not known are kept as they are.\n";

static const char version_zh[] = "用法：kepu version\n"
								 "\n"
								 "显示版本，以及编译时用了哪些库。\n";

static const char version_en[] = "usage: kepu version\n"
								 "\n"
								 "Says which version this is, and which libraries were built in.\n";

const char *help_text(const cli *c, const char *command)
{
	static const struct {
		const char *command, *zh, *en;
	} texts[] = {
		{ "import", import_zh, import_en },
		{ "show", show_zh, show_en },
		{ "check", check_zh, check_en },
		{ "matrix", matrix_zh, matrix_en },
		{ "indicators", indicators_zh, indicators_en },
		{ "rollup", rollup_zh, rollup_en },
		{ "score", score_zh, score_en },
		{ "scheme", scheme_zh, scheme_en },
		{ "review", review_zh, review_en },
		{ "convert", convert_zh, convert_en },
		{ "version", version_zh, version_en },
	};
	if (!command)
		return c->lang == KEPU_LANG_ZH ? all_zh : all_en;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (!strcmp(command, texts[i].command))
			return c->lang == KEPU_LANG_ZH ? texts[i].zh : texts[i].en;
	return NULL;
}
