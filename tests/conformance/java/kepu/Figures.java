package kepu;

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
}
