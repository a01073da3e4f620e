"""Portal pages around a notice: wrap(text, design) gives the bytes of a page that shows the lines of the text as its article.

The designs are made up, after the habits of their times: `tables` of the years of GB2312 and layout tables, `editor` of
content management systems with pasted Word markup, `article` of today; `breaks` has one cell with nothing but <br>,
`comments` much other text beside and below, `word` is what Word saves, without a portal, `logo` says the site's name where
others have the title. Around the article stands what portals put there, some of it worded so that a careless reader would
take it for tasks, units and numbers. The same text and design always give the same bytes.
"""
import html
import random
import re

DESIGNS = ("tables", "editor", "article", "breaks", "comments", "word", "logo")

# Words that stand in the pages and in no notice: a reader of the article must not meet them.
AROUND = ("当前位置", "网站首页", "政民互动", "扫一扫", "分享到", "上一篇", "下一篇", "责任编辑", "网站标识码", "版权所有",
          "相关阅读", "【打印】", "热点专题", "无障碍", "浏览次数", "本站公告", "示范内容", "统计脚本")

TITLE = re.compile(r"(通知|方案|要点|规划|计划|纲要|意见)》?([（(][^（）()]*[）)])?$")
LINKS = (
    "一、某市全民科学素质工作要点（责任单位：市科协、市教育局）",
    "二、某省公民具备科学素质的比例达到14.9%",
    "某县人民政府办公室关于印发科普示范县创建方案的通知",
    "一图读懂：到2025年建成科普教育基地100个",
)


def title_of(lines):
    """What a portal would call the article: the first line that ends as titles do, with the lines it was broken from."""
    for i, line in enumerate(lines[:30]):
        if TITLE.search(line.strip()):
            first = i
            while first > 0 and lines[first - 1].strip() and "关于" not in "".join(lines[first:i + 1]) and i - first < 2:
                first -= 1
            return "".join("".join(part.split()) for part in lines[first:i + 1])
    return next((line.strip() for line in lines if line.strip()), "无标题")


def links(page, count):
    return [f'<a href="./t{page}_{i}.html" target="_blank">{text}</a>' for i, text in enumerate((LINKS * 3)[:count])]


def indent_of(line):
    return line[:len(line) - len(line.lstrip())]


# ---- 2008: tables, upper-case tags, no quotes, tags left open, GB2312 ----

def old_line(line):
    white = indent_of(line).replace("\t", "    ").replace(" ", "&nbsp;")
    return white + html.escape(line.strip(), quote=False).replace("  ", "&nbsp; ")


def tables(lines, title):
    body = "\n".join(f"<P>{old_line(line)}" if line.strip() else "<P>&nbsp;" for line in lines)
    menu = "".join(f"<TR><TD>·{link}" for link in links(3, 4))
    return f"""<HTML>
<HEAD>
<META http-equiv="Content-Type" content="text/html; charset=gb2312">
<TITLE>{html.escape(title)}-某某市政府网</TITLE>
<STYLE>TD{{FONT-SIZE:12px}}</STYLE>
<SCRIPT language=JavaScript>
<!--
document.write("<table><tr><td>统计脚本</td></tr></table>"); if (1 < 2 && 3 > 2) var a = '一、统计脚本';
//-->
</SCRIPT>
</HEAD>
<BODY bgColor=#ffffff leftMargin=0 onload="init()">
<TABLE width=980 align=center border=0><TR><TD bgColor=#c00000><IMG src=/images/top.jpg><FONT color=#ffffff>今天是2008年8月8日 星期五</FONT></TABLE>
<TABLE width=980 align=center border=0><TR>
<TD><A href=/index.asp>网站首页</A><TD><A href=/news.asp>政务要闻</A><TD><A href=/gk.asp>信息公开</A><TD><A href=/hd.asp>政民互动</A></TABLE>
<TABLE width=980 align=center border=0><TR>
<TD vAlign=top width=190 bgColor=#f0f0f0><TABLE width=100%><TR><TD><B>热点专题</B>{menu}</TABLE>
<MARQUEE>本站公告：一、本站将于近期改版，请各单位（责任单位：市科协）及时报送信息。</MARQUEE></TD>
<TD vAlign=top width=790>
<TABLE width=100%><TR><TD height=24>&nbsp;当前位置：<A href=/index.asp>首页</A> &gt;&gt; <A href=/gk.asp>信息公开</A> &gt;&gt; 正文</TD></TR></TABLE>
<TABLE width=100% align=center><TR><TD align=center><FONT size=5><B>{html.escape(title)}</B></FONT>
<TR><TD align=center>来源：本站&nbsp;&nbsp;浏览次数：<SCRIPT src=hits.asp></SCRIPT>216&nbsp;&nbsp;【字号：<A href="javascript:z(16)">大</A> <A href="javascript:z(14)">中</A> <A href="javascript:z(12)">小</A>】
<TR><TD>
{body}
<TR><TD align=right>【<A href="javascript:window.print()">打印</A>】【<A href="javascript:window.close()">关闭</A>】<TR><TD>责任编辑：张某
<TR><TD>上一篇：{links(4, 1)[0]}<TR><TD>下一篇：{links(5, 2)[1]}</TABLE>
</TD></TR></TABLE>
<TABLE width=980 align=center><TR><TD align=middle>版权所有：某某市人民政府 主办：某某市人民政府办公室<BR>某ICP备05000000号 建议分辨率1024*768</TD></TR></TABLE>
</BODY></HTML>
"""


# ---- 2016: an editor's rich text, pasted from Word; metadata of the portal in <meta>; index table ----

def pieces(line, chance):
    """The line cut at odd places, as runs of Word are."""
    at = 0
    while at < len(line):
        length = chance.randint(3, 14)
        yield line[at:at + length]
        at += length


def word_line(line, number):
    chance = random.Random(number)
    if not line.strip():
        return '<p class="MsoNormal"><span lang="EN-US" style="font-size:16pt"><o:p>&nbsp;</o:p></span></p>'
    named = {"“": "&ldquo;", "”": "&rdquo;", "—": "&mdash;", "·": "&middot;", "〔": "&#12308;", "〕": "&#x3015;", "…": "&hellip;"}
    runs = []
    for piece in pieces(line.strip(), chance):
        run = "".join(named.get(c, html.escape(c)) for c in piece)
        style = chance.choice(('<span style="font-family:仿宋_GB2312;mso-bidi-font-family:仿宋_GB2312">{}</span>',
                               '<span lang="EN-US">{}</span>', '<font face="仿宋">{}</font>', "<b>{}</b>", "{}"))
        runs.append(style.format(run))
    indent = "&emsp;" * sum(2 if c == "\t" else 1 if ord(c) > 127 else 0 for c in indent_of(line)) + \
        "&nbsp;" * indent_of(line).count(" ")
    return f'<p class="MsoNormal" style="line-height:28pt;mso-line-height-rule:exactly"><!--[if !supportLists]-->{indent}' + \
        "".join(runs) + "<o:p></o:p></p>"


def editor(lines, title):
    body = "\r\n".join(word_line(line, i) for i, line in enumerate(lines))
    related = "\r\n".join(f"<li>{link}<span>2022-0{i + 1}-11</span></li>" for i, link in enumerate(links(7, 4)))
    name = html.escape(title)
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<meta name="SiteName" content="某某市人民政府" /><meta name="ColumnName" content="政府文件" /><meta name="ArticleTitle" content="{name}" />
<meta name="PubDate" content="2016-09-02 09:10" /><meta name="ContentSource" content="市政府办公室" />
<title>{name}_政府文件_某某市人民政府</title>
<style type="text/css">.TRS_Editor P{{line-height:2em}}</style>
<script type="text/javascript">var t = "<div>一、统计脚本</div>";</script></head>
<body>
<div class="top"><a href="#main">无障碍浏览</a><ul id="nav"><li><a href="/">网站首页</a></li><li><a href="/zw/">政务公开</a></li><li><a href="/fw/">办事服务</a></li><li><a href="/hd/">政民互动</a></li></ul></div>
<div class="wrap">
<div class="BreadcrumbNav">当前位置：<a href="../../">首页</a>&nbsp;&gt;&nbsp;<a href="../">政务公开</a>&nbsp;&gt;&nbsp;<a href="./">政府文件</a></div>
<table class="xxgk"><tbody>
<tr><td>索 引 号：</td><td>000000000/2016-00123</td><td>主题分类：</td><td>科技、教育</td></tr>
<tr><td>发布机构：</td><td>某某市人民政府办公室</td><td>发布日期：</td><td>2016-09-02</td></tr>
<tr><td>名&nbsp;&nbsp;&nbsp;&nbsp;称：</td><td colspan="3">{name}</td></tr></tbody></table>
<h1 id="title">{name}</h1>
<div class="ly">时间：2016-09-02　来源：市政府办公室　浏览次数：<span id="hits">1024</span>　<span style="display:none">示范内容：一、隐藏的任务（责任单位：市科协）</span></div>
<div id="zoom"><div class="view TRS_UEDITOR"><div class="TRS_Editor">
<?xml:namespace prefix = o ns = "urn:schemas-microsoft-com:office:office" />
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style>p.MsoNormal{{margin:0cm}}</style>
{body}
</div></div></div>
<div class="bdsharebuttonbox">分享到：<a href="#" title="微信">微信</a><a href="#" title="微博">微博</a><a href="javascript:window.print();">【打印】</a><a href="#">【关闭】</a></div>
<div class="pn"><p>上一篇：{links(8, 1)[0]}</p><p>下一篇：{links(9, 3)[2]}</p></div>
<div class="xg"><h3>相关阅读</h3><ul>{related}</ul></div>
</div>
<div class="foot"><p>主办单位：某某市人民政府办公室　承办单位：某某市大数据中心</p><p>网站标识码：0000000001　<a href="http://beian.example/">某ICP备05000000号-1</a>　某公网安备 00000000000001号</p></div>
</body></html>
"""


# ---- today: elements by their meaning, divisions for lines, styles for indents ----

def new_line(line):
    text = html.escape(line.strip())
    if not text:
        return '<div class="line"><br></div>'
    style = ' style="text-indent: 2em; margin: 0"' if indent_of(line) else ""
    return f'<div class="line"{style}><span>{text}</span></div>'


def article(lines, title):
    body = "".join(new_line(line) for line in lines)
    name = html.escape(title)
    cards = "".join(f'<li class="card">{link}<p class="sum">示范内容，到2030年达到{i}0%以上。</p></li>' for i, link in enumerate(links(11, 4), 1))
    return f"""<!doctype html>
<html lang="zh-Hans"><head>{'<script>window.__conf={"a":"</div>一、统计脚本"}</script>' * 40}
<meta charset="utf-8"><meta property="og:title" content="{name}"><title>{name} - 某某市人民政府</title></head>
<body class="page has-sidebar"><div id="app">
<header class="site"><nav><a href="/">网站首页</a><a href="/gk">政务公开</a><a href="/fw">办事服务</a><a href="/hd">政民互动</a></nav>
<form role="search"><input placeholder="请输入"><button>搜索示范内容</button><select><option>示范内容</option></select></form></header>
<noscript>示范内容：请打开脚本。</noscript>
<main><ol class="breadcrumb"><li>当前位置：</li><li><a href="/">首页</a></li><li><a href="/gk">政务公开</a></li><li><a href="/gk/wj">文件</a></li></ol>
<article>
<header><h1>{name}</h1><div class="meta"><time>2023-05-06</time><span>来源：某某市科协</span><span>浏览次数：77</span><button>收藏</button></div></header>
<section class="content"><div class="rich">{body}</div></section>
<footer class="tools"><button>分享到</button><svg><text>扫一扫</text></svg><p>扫一扫在手机打开当前页</p><p>责任编辑：李某</p></footer>
</article>
<aside><h2>相关阅读</h2><ul>{cards}</ul></aside></main>
<footer><p>版权所有 © 某某市人民政府　网站标识码：0000000001</p><p>主办：某某市人民政府办公室　地址：某某路1号，邮编：000000。</p></footer>
</div><template><p>一、示范内容（责任单位：市科协）</p></template></body></html>
"""


# ---- simpler ones, each with one thing that is hard ----

def menu():
    return "".join(f'<li><a href="/{i}/">{text}</a></li>' for i, text in enumerate(("网站首页", "要闻动态", "政务公开", "政民互动", "热点专题")))


def breaks(lines, _):
    body = "<br>\n".join(old_line(line) for line in lines)
    return f"""<table width=100%><tr><td><img src=a.gif><td><img src=b.gif></table>
<table><tr><td width=200><a href=1>机构</a><br><a href=2>法规</a><br><a href=3>热点专题</a><td>{body}<p align=center><a href="javascript:window.close()">关闭窗口</a></table>
<center>Copyright 2006 某某市政府 All Rights Reserved</center>"""


def comments(lines, title):
    body = "".join(f"<p>{html.escape(line) if line.strip() else '&nbsp;'}</p>" for line in lines)
    side = "".join(f"<dl><dt>{link}</dt><dd>近日，某市出台方案，提出到2025年公民具备科学素质的比例达到15%，由市科协、市教育局牵头落实。</dd></dl>"
                   for link in links(21, 4))
    said = "".join(f"<li><b>网友{i}</b><p>支持！希望多办一些科普活动，尤其是给老年人的，谢谢。</p></li>" for i in range(5))
    return f"""<!doctype html><meta charset=utf-8><title>{html.escape(title)} - 某某市</title><header><ul>{menu()}</ul></header>
<div class=row><div class=col-9><div class=art>{body}</div><div class=cm><h3>网友评论</h3><ul>{said}</ul></div></div>
<div class=col-3><h3>相关阅读</h3>{side}</div></div><footer>某某市人民政府办公室主办</footer>"""


def word(lines, _):
    body = "\n".join(f"""<p class=MsoNormal style='text-indent:21.0pt'><span style='font-family:宋体;mso-ascii-font-family:
"Times New Roman"'>{html.escape(line.strip()) or '&nbsp;'}</span><span lang=EN-US><o:p></o:p></span></p>""" for line in lines)
    return f"""<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<meta http-equiv=Content-Type content="text/html; charset=gb2312"><meta name=Generator content="Microsoft Word 11">
<!--[if gte mso 9]><xml><o:DocumentProperties>示范内容</o:DocumentProperties></xml><![endif]-->
<style><!-- p.MsoNormal {{margin:0cm}} --></style></head>
<body lang=ZH-CN style='tab-interval:21.0pt'><div class=Section1 style='layout-grid:15.6pt'>{body}</div></body></html>"""


def logo(lines, title):
    body = "\n".join(f"<p style='text-indent:2em;'>{html.escape(line.strip()) or '&nbsp;'}</p>" for line in lines)
    return f"""<!doctype html><html><head><meta charset=utf-8><title>某某市科学技术协会</title></head><body><h1>某某市科学技术协会</h1>
<div class=nav><ul>{menu()}</ul></div><div class=main><h2>{html.escape(title)}</h2>
<div class=xx>日期：2023-01-01 作者：办公室 字体：<a>大</a><a>小</a></div><div class=txt>{body}</div><div class=share>分享到：<a>QQ</a></div></div>
<div class=links>友情链接：<a href=1>某省科协</a><a href=2>某某市政府</a></div></body></html>"""


MAKERS = {"tables": tables, "editor": editor, "article": article, "breaks": breaks, "comments": comments, "word": word, "logo": logo}


def wrap(text, design):
    """The bytes of a page of the design that shows the text."""
    lines = text.lstrip("\ufeff").splitlines()
    page = MAKERS[design](lines, title_of(lines))
    return page.encode("gb18030" if design in ("tables", "word") else "utf-8")
