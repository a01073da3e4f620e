package kepu;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Regions and figures as the runner in Java prints them. */
class Figures extends Printer {
    private void codes(String key, Stream<TreeRegion> regions) {
        words(key, regions.map(TreeRegion::code));
    }

    private void region(TreeRegion region) {
        line("region " + region.code());
        text("name", region.name());
        code("level", region.level().number(), region.levelToken());
        words("depth", IntStream.rangeClosed(1, 9).filter(depth -> region.isOfLevel(String.valueOf(depth))).boxed());
        text("scheme", region.scheme());
        text("year", region.year());
        codes("parent", region.parent().map(Stream::of).orElse(Stream.empty()));
        codes("children", region.children().stream());
        codes("walk", region.walk());
        words("populations", region.populations().entrySet().stream());
    }

    void regions(Regions regions) {
        line("regions");
        codes("roots", regions.roots().stream());
        words("population-years", regions.populationYears().stream());
        regions.forEach(this::region);
    }

    private void decimal(String key, Optional<BigDecimal> number) {
        number.ifPresent(known -> plain(key, Kepu.formatDecimal(known)));
    }

    void figure(Datum row) {
        line("figure " + row.line());
        text("indicator", Optional.of(row.indicator()));
        text("region", row.region());
        plain("period", row.period());
        plain("state", row.state().number());
        decimal("value", row.value());
        text("unit", row.unit());
        plain("status", row.status().number());
        text("source", row.source());
        plain("kind", row.kind().number());
        plain("relative", row.relative().number());
    }

    private void row(ProgressRow row) {
        line("row " + row.indicator().id());
        text("region", row.region());
        plain("state", row.state().number());
        decimal("value", row.value());
        decimal("target", row.target());
        row.due().ifPresent(due -> plain("due", due));
        decimal("expected", row.expected());
        decimal("attainment", row.attainment());
        row.reached().ifPresent(reached -> yes("reached", reached));
        row.tally().ifPresent(tally -> plain("tally", tally.counted() + " " + tally.reaching()));
        plain("light", row.light().number());
    }

    private void total(Total total) {
        line("total " + total.region().code());
        decimal("value", total.value());
        double number = total.doubleValue();
        if (!Double.isNaN(number)) {
            plain("thousandths", (long) (number * 1000 + 0.5));
        }
        total.numerator().ifPresent(sum -> plain("numerator", sum.toPlainString()));
        total.denominator().ifPresent(sum -> plain("denominator", sum.toPlainString()));
        decimal("own", total.own());
        plain("covered", total.covered() + "/" + total.leaves());
        codes("missing", total.missing().stream());
    }

    void totals(Rollup rollup) {
        for (Rolled rolled : rollup.indicators()) {
            line("rolled " + rolled.name());
            text("unit", rolled.unit());
            plain("rule", rolled.rule().number());
            for (String period : rolled.periods()) {
                line("period " + period);
                rolled.totals(period).forEach(this::total);
            }
        }
    }

    void progress(Progress progress) {
        line("progress");
        text("plan", progress.plan().uid());
        plain("date", progress.date());
        progress.forEach(this::row);
    }
}
