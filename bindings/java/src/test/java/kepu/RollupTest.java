package kepu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Figures of many files added up a tree of regions: totals, what they cover and lack, what is refused, who owns what. */
class RollupTest extends NothingLeft {
    private static final String TREE = "code,name,parent,level\np,清河市,,prefecture\na,甲县,p,county\nb,乙县,p,county\nc,丙县,p,county\n";
    private static final String RATES = "地区,指标,时间,数值,类别\na,达标率,2023,1,分子\na,达标率,2023,3,分母\nb,达标率,2023,2,分子\n"
            + "b,达标率,2023,4,分母\np,达标率,2023,0.5,\n";

    private static byte[] plan(String region, String count) {
        return Samples.utf8("<plan xmlns='urn:kepu:plan:1' version='0.1' uid='" + region + "'><metadata><region code='" + region
                + "'/></metadata><indicators>\n<indicator id='i1' name='讲座' unit='场'><observation time='2023' low='" + count
                + "'/></indicator></indicators></plan>");
    }

    @Test
    void filesOneAfterTheOther(@TempDir Path folder) {
        try (Regions regions = Regions.fromCsv(TREE); Rollup rollup = new Rollup(regions)) {
            for (String[] each : new String[][] {{"a", "3"}, {"b", "0.5"}}) {
                Path file = folder.resolve(each[0] + ".kepu.xml");
                Kepu.save(file, plan(each[0], each[1]));
                assertTrue(rollup.add(file).isEmpty());
            }
            Rolled lectures = rollup.indicators().get(0);
            assertEquals("讲座 场 SUM [2023]", lectures.name() + " " + lectures.unit().get() + " " + lectures.rule() + " " + lectures.periods());
            try (Totals totals = lectures.totals("2023")) {
                Total city = totals.of("清河市");
                assertEquals("3.5 2/3", city.value().get() + " " + city.covered() + "/" + city.leaves());
                assertEquals(3.5, city.doubleValue());
                assertEquals("丙县", city.missing().get(0).name().get());
                assertFalse(totals.all().get(3).value().isPresent() || city.numerator().isPresent() || city.own().isPresent());
                assertTrue(Double.isNaN(totals.of(regions.all().get(3)).doubleValue()));
                assertEquals(4, totals.all().size());
                for (Total total : totals) {
                    assertSame(regions, total.region().regions());
                }
                assertEquals("Total 2/3; Totals, 4; Rolled 讲座; Rollup, 1", city + "; " + totals + "; " + lectures + "; " + rollup);
            }
        }
    }

    @Test
    void ratiosHaveTheirSums() {
        try (Regions regions = Regions.fromCsv(TREE); Rollup rollup = new Rollup(regions, RollupRule.RATIO)) {
            rollup.add(Samples.utf8(RATES), "率.csv");
            try (Totals totals = rollup.find("达标率").get().totals("2023")) {
                Total city = totals.all().get(0);
                assertEquals(new BigDecimal("0.428571429"), city.value().get());
                assertEquals("3 7 0.5", city.numerator().get() + " " + city.denominator().get() + " " + city.own().get());
                assertEquals(3.0 / 7, city.doubleValue(), 1e-15);
            }
            assertFalse(rollup.find("展览").isPresent());
        }
    }

    @Test
    void whatIsRefusedComesBackWithItsPlace() {
        try (Regions regions = Regions.fromCsv(TREE); Rollup rollup = new Rollup(regions); Plan plan = Plan.load(plan("a", "3"))) {
            assertTrue(rollup.add(plan).isEmpty());
            Finding again = rollup.add(plan).get(0);
            assertEquals("value-twice 2", again.name() + " " + again.line().getAsLong());
            Findings refused = rollup.add(Samples.utf8("region,indicator,period,value\n丁县,讲座,2023,1\nb,讲座,2023,1\n"), null);
            assertEquals("region-unknown 2:1", refused.stream().map(found -> found.name() + " " + found.line().getAsLong() + ":"
                    + found.column().getAsLong()).collect(Collectors.joining(" ")));
            KepuException error = assertThrows(KepuException.class, () -> rollup.add(new byte[0], "某县.xml"));
            assertEquals("EMPTY_FILE 某县.xml", error.code() + " " + error.file().get());
            assertThrows(KepuException.class, () -> rollup.add(plan("b", "1"), null, new LoadOptions().limit(Limit.BYTES, 10)));
            try (Totals totals = rollup.indicators().get(0).totals("2023")) {
                assertEquals(BigDecimal.valueOf(4), totals.all().get(0).value().get());
            }
        }
    }

    @Test
    void aSetOfFiguresIsAdded() {
        try (Regions regions = Regions.fromCsv(TREE); Rollup rollup = new Rollup(regions); Plan plan = Plan.load(plan("a", "3"));
                Data data = new Data(plan)) {
            data.addCsv(Samples.utf8("indicator,period,value\ni1,2024,5\n")); // by its id, of the plan's region
            assertTrue(rollup.add(data).isEmpty());
            assertEquals(1, rollup.add(data).size());
            try (Totals totals = rollup.find("讲座").get().totals("2024")) {
                assertEquals(BigDecimal.valueOf(5), totals.of("a").value().get());
            }
        }
    }

    @Test
    void tablesAndJson() {
        try (Regions regions = Regions.fromCsv(TREE); Rollup rollup = new Rollup(regions)) {
            rollup.add(plan("a", "3"), null);
            assertEquals("indicator,unit,rule,period,region,name,level,value,numerator,denominator,covered,leaves,own\r\n"
                    + "讲座,场,sum,2023,p,清河市,prefecture,3,,,1,3,\r\n", new String(rollup.toCsv("讲座", "1", false), StandardCharsets.UTF_8));
            assertEquals((byte) 0xef, rollup.toCsv(null, null, true)[0]);
            assertTrue(new String(rollup.toJson(null, "prefecture"), StandardCharsets.UTF_8).contains("\"missing\": [\"b\", \"c\"]"));
            assertSame(ErrorCode.ARGUMENT, assertThrows(KepuException.class, () -> rollup.toCsv("展览", null, false)).code());
            assertEquals("a b c", regions.all().stream().filter(region -> region.isOfLevel("county")).map(TreeRegion::code)
                    .collect(Collectors.joining(" ")));
        }
    }

    @Test
    void closingAndWrongUse() {
        Regions regions = Regions.fromCsv(TREE);
        Rollup rollup = new Rollup(regions);
        rollup.add(plan("a", "3"), null);
        Rolled lectures = rollup.indicators().get(0);
        Totals totals = lectures.totals("2023");
        Total city = totals.all().get(0);
        assertThrows(NoSuchElementException.class, () -> lectures.totals("2022"));
        assertThrows(NoSuchElementException.class, () -> totals.of("丁县"));
        assertThrows(NullPointerException.class, () -> rollup.find(null));
        assertThrows(NullPointerException.class, () -> rollup.add((byte[]) null, null));
        try (Regions others = Regions.fromCsv(TREE)) {
            assertThrows(IllegalArgumentException.class, () -> totals.of(others.all().get(0)));
        }
        rollup.close();
        rollup.close();
        assertEquals(BigDecimal.valueOf(3), city.value().get()); // totals stay
        totals.close();
        for (Executable use : new Executable[] {rollup::indicators, () -> rollup.toJson(null, null), () -> rollup.add(new byte[0], null),
            lectures::periods, lectures::name, totals::all, city::value, city::missing, city::doubleValue, city::numerator}) {
            assertThrows(IllegalStateException.class, use);
        }
        assertEquals("Rollup, closed; Rolled of a closed roll-up; Totals, closed; Total, closed",
                rollup + "; " + lectures + "; " + totals + "; " + city);
        regions.close();
    }

    @Test
    void whatIsForgottenIsCollected() {
        Rollup rollup = new Rollup(Regions.fromCsv(TREE));
        rollup.add(plan("a", "3"), null);
        Totals totals = rollup.indicators().get(0).totals("2023");
        collect(3);
        assertEquals(Arrays.asList("b", "c"), totals.all().get(0).missing().stream().map(TreeRegion::code).collect(Collectors.toList()));
        assertEquals(1, rollup.indicators().size());
    }

    @Test
    void oneThreadAtATime() throws InterruptedException {
        StringBuilder table = new StringBuilder("region,indicator,period,value\n");
        for (int year = 1000; year < 4000; year++) {
            table.append("a,讲座,").append(year).append(",1\n");
        }
        byte[] bytes = Samples.utf8(table.toString());
        AtomicInteger refused = new AtomicInteger();
        try (Regions regions = Regions.fromCsv(TREE); Rollup rollup = new Rollup(regions)) {
            Thread[] threads = new Thread[4];
            for (int i = 0; i < threads.length; i++) {
                threads[i] = new Thread(() -> {
                    try {
                        rollup.add(bytes, null);
                    } catch (IllegalStateException busy) {
                        refused.incrementAndGet();
                    }
                });
                threads[i].start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertTrue(refused.get() < threads.length);
            assertEquals(3000, rollup.indicators().get(0).periods().size());
        }
    }
}
