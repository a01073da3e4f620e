package kepu;

import java.math.BigDecimal;
import java.util.Optional;

/** Scoring as the runner in Java prints it. */
class Scores extends Figures {
    void elements(Scheme scheme) {
        for (Element element : scheme) {
            line("element " + element.index() + " " + element.kind());
            text("id", element.id());
            text("name", element.name());
            text("points", element.value("points"));
            element.parent().ifPresent(parent -> plain("parent", parent.index()));
            words("children", element.children().stream().map(Element::index));
        }
    }

    private void decimal(String key, Optional<BigDecimal> number) {
        number.ifPresent(known -> plain(key, Kepu.formatDecimal(known)));
    }

    private void scored(Scheme scheme, ScoredUnit unit) {
        line("scored " + unit.row() + " " + unit.id());
        text("name", Optional.of(unit.name()));
        text("group", unit.group());
        decimal("total", unit.total());
        decimal("rank", unit.rank());
        text("grade", unit.grade());
        yes("provisional", unit.provisional());
        yes("eligible", unit.eligible());
        for (Element element : scheme) {
            String at = "[" + element.index() + "]";
            if (unit.state(element) != State.UNKNOWN) {
                plain("state" + at, unit.state(element).number());
            }
            decimal("points" + at, unit.points(element));
            if (unit.award(element) != AwardResult.UNKNOWN) {
                plain("award" + at, unit.award(element).number());
            }
        }
    }

    void scored(Score score) {
        line("score");
        text("stage", score.stage());
        plain("rank-decimals", score.rankDecimals());
        score.forEach(unit -> scored(score.scheme(), unit));
    }

    void lines(Explanation explanation) {
        for (ExplanationLine line : explanation) {
            line("line " + line.what().number() + " " + line.depth());
            plain("element", line.element().index());
            plain("state", line.state().number());
            decimal("points", line.points());
            decimal("adds", line.adds());
            text("zh", Optional.of(line.text(Language.ZH)));
            text("en", Optional.of(line.text(Language.EN)));
        }
    }
}
