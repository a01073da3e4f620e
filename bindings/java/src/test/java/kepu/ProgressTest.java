package kepu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Indicators held against what was measured: figures from tables in, rows with lights out. */
class ProgressTest extends NothingLeft {
    /** A share to reach by 2025, a number to reach each year, and one for each county. */
    static final byte[] CITY = Samples.utf8("<plan xmlns='urn:kepu:plan:1' version='0.1' uid='city'><metadata>"
            + "<period start='2021' end='2025'/><region level='prefecture' code='520100'>清河市</region></metadata><indicators>"
            + "<indicator id='i1' name='具备科学素质的比例' unit='%' comparison='&gt;=' every='once'>"
            + "<target time='2025' low='15'/><baseline time='2020' low='10'/></indicator>"
            + "<indicator id='i2' name='培训农民' unit='人次' comparison='=' every='annual'><target low='1000'/></indicator>"
            + "<indicator id='i3' name='讲座' unit='场' comparison='&gt;=' every='annual' per='县'><target low='4'/></indicator>"
            + "</indicators></plan>");
    static final String TRAINED = "地区,指标,时间,数值,单位,状态,来源\n"
            + ",具备科学素质的比例,2023,13.5%,,核实,抽样调查\n"
            + "清河市,培训农民,2024-Q1,１２０,人次,,\n"
            + "520100,培训农民,2024年二季度,0.04万,人次,,\n"
            + "甲县,讲座,2024-03,3,场,,\n"
            + "乙县,讲座,2024-05,1,场,,\n";

    static Data trained(Plan plan) {
        Data data = new Data(plan);
        data.addCsv(TRAINED);
        return data;
    }

    private static JudgeOptions on(String date) {
        return new JudgeOptions().date(date);
    }

    @Test
    void indicatorsOnADay() {
        try (Plan city = Plan.load(CITY); Data data = trained(city);
                Progress progress = city.progress(data, new JudgeOptions().date(LocalDate.of(2024, 6, 30)))) {
            ProgressRow share = progress.rows().get(0);
            assertEquals(city.indicators().get(0), share.indicator());
            assertTrue(share.state() == State.VALUE && !share.region().isPresent() && !share.tally().isPresent());
            assertEquals("13.5 15 2025-12-31 false", share.value().get() + " " + share.target().get() + " " + share.due().get() + " "
                    + share.reached().get());
            // 1277 of the 1826 days from 10 to 15 are gone.
            assertEquals("13.496714129 0.9 GREEN", share.expected().get() + " " + share.attainment().get() + " " + share.light());
            Tally lectures = progress.rows().get(2).tally().get();
            assertEquals("2 0; 0 of 2", lectures.counted() + " " + lectures.reaching() + "; " + lectures);
            StringBuilder counties = new StringBuilder();
            for (ProgressRow row : progress) {
                row.region().ifPresent(region -> counties.append(region).append(row.value().get()).append(row.light()).append(' '));
            }
            assertEquals("甲县3GREEN 乙县1RED ", counties.toString());
            assertSame(city, progress.plan());
            assertEquals(LocalDate.of(2024, 6, 30), progress.date());
            assertEquals("Progress on 2024-06-30, 5 rows; Data, 5 rows", progress + "; " + data);
            assertEquals("GREEN 3 甲县 Indicator 讲座", progress.rows().get(3).toString());
            assertEquals(5, data.count());
        }
    }

    @Test
    void fourStatesOfNoNumber() {
        List<String> written = Arrays.asList("0", "缺", "不适用", "未报");
        List<State> states = Arrays.asList(State.VALUE, State.NO_VALUE, State.NOT_APPLICABLE, State.NOT_REPORTED);
        try (Plan city = Plan.load(CITY)) {
            for (int i = 0; i < 4; i++) {
                try (Data data = new Data(city)) {
                    data.addCsv("indicator,period,value\n具备科学素质的比例,2023," + written.get(i) + "\n");
                    try (Progress progress = city.progress(data, on("2023"))) {
                        ProgressRow row = progress.rows().get(0);
                        assertSame(states.get(i), row.state());
                        assertEquals(i == 0, row.value().isPresent());
                        assertEquals(i == 0, row.reached().isPresent());
                        assertSame(i == 0 ? Light.RED : Light.GREY, row.light());
                    }
                }
            }
        }
    }

    @Test
    void thePlanAloneOnItsLastDay() {
        try (Plan city = Plan.load(CITY); Progress progress = city.progress(); Progress late = city.progress(null, on("2031-Q1"))) {
            assertEquals(LocalDate.of(2025, 12, 31), progress.date());
            assertEquals(progress.date(), late.date());
            assertTrue(progress.rows().stream().allMatch(row -> row.state() == State.NOT_REPORTED && row.light() == Light.GREY));
            assertEquals(3, progress.rows().size());
        }
    }

    private static Light light(Plan plan, Data data, JudgeOptions options) {
        try (Progress progress = plan.progress(data, options.date("2023-12-31"))) {
            return progress.rows().get(0).light();
        }
    }

    @Test
    void howItIsJudged() {
        try (Plan city = Plan.load(CITY); Data data = new Data(city)) {
            data.addCsv("indicator,period,value,kind\n具备科学素质的比例,2023,12.5,\n培训农民,2023,1100,\n具备科学素质的比例,2023,12,path\n");
            assertSame(Light.YELLOW, light(city, data, new JudgeOptions()));
            assertSame(Light.RED, light(city, data, new JudgeOptions().yellow(new BigDecimal("0.99"))));
            assertSame(Light.GREEN, light(city, data, new JudgeOptions().green(new BigDecimal("0.95"))));
            assertSame(Light.GREEN, light(city, data, new JudgeOptions().path(PathKind.GIVEN)));
            assertSame(Light.RED, light(city, data, new JudgeOptions().green(BigDecimal.valueOf(2)).yellow(BigDecimal.ONE)));
            try (Progress reached = city.progress(data, on("2023").tolerance(BigDecimal.ONE));
                    Progress exact = city.progress(data, on("2023").exact(true))) {
                assertTrue(reached.rows().get(1).reached().get());
                assertFalse(exact.rows().get(1).reached().get());
            }
        }
    }

    @Test
    void tablesOut() {
        try (Plan city = Plan.load(CITY); Data data = trained(city); Progress progress = city.progress(data, on("2024-06-30"))) {
            String[] lines = Samples.text(progress.toCsv(true)).split("\r\n");
            assertTrue(lines[0].startsWith("\ufeffid,name,region") && lines[1].endsWith(",green"), lines[1]);
            JsonArray objects = JsonParser.parseString(Samples.text(progress.toJson())).getAsJsonArray();
            assertEquals("13.5", objects.get(0).getAsJsonObject().get("value").getAsString());
            assertEquals(lines.length - 1, objects.size());
        }
    }

    @Test
    void rowsThatAreRefusedSayWhereAndWhy(@TempDir Path folder) {
        Path path = folder.resolve("上报.csv");
        Kepu.save(path, "指标,时间,数值,单位\n讲座,2024-02,3,次\n讲座,2024-13,3,\n演讲,2024,1,\n讲座,2024-03,约3,\n讲座,2024-04,3,场\n"
                .getBytes(Charset.forName("GB18030")));
        try (Plan city = Plan.load(CITY); Data data = new Data(city)) {
            Findings refused = data.addCsv(path);
            assertEquals(Arrays.asList("unit-unlike 2:14", "bad-period 3:4", "indicator-unknown 4:1", "bad-figure 5:12"),
                    refused.stream().map(found -> found.name() + " " + found.line().getAsLong() + ":" + found.column().getAsLong())
                            .collect(Collectors.toList()));
            assertTrue(refused.get(0).message(Language.ZH).contains("次"));
            assertEquals(1, data.count());
            assertEquals("value-twice", data.addCsv(Samples.utf8("指标,时间,数值\n讲座,2024-04,5\n")).get(0).name());
        }
    }

    @Test
    void rowsOneByOne() {
        try (Plan city = Plan.load(CITY); Data data = trained(city)) {
            data.addCsv("指标,时间,数值,单位,状态,来源,类别,相对\ni2,2024,-5,％,估计,方案,target,上年\ni3,2023,缺,,,,,\n");
            List<Datum> rows = data.rows();
            Datum first = rows.get(0);
            assertEquals("具备科学素质的比例 2023 13.5%", first.toString());
            assertEquals("具备科学素质的比例 2023 13.5 % 抽样调查 2", first.indicator() + " " + first.period() + " " + first.value().get()
                    + " " + first.unit().get() + " " + first.source().get() + " " + first.line());
            assertTrue(first.status() == ValueStatus.VERIFIED && first.state() == State.VALUE && !first.region().isPresent());
            assertTrue(rows.get(1).status() == ValueStatus.REPORTED && !rows.get(1).source().isPresent());
            assertTrue(rows.get(1).kind() == DatumKind.OBSERVATION && rows.get(1).relative() == Relative.UNKNOWN);
            assertEquals("培训农民 2024-Q2 400人次", rows.get(2).toString()); // 0.04万
            assertEquals("讲座 甲县 2024-03 3场", rows.get(3).toString());
            Datum target = rows.get(5);
            assertTrue(target.kind() == DatumKind.TARGET && target.relative() == Relative.LAST_YEAR);
            assertTrue(target.status() == ValueStatus.ESTIMATED && target.line() == 2);
            assertEquals("i2 2024 -5% 方案", target + " " + target.source().get());
            assertFalse(rows.get(6).value().isPresent());
            assertEquals("i3 2023 NO_VALUE", rows.get(6).toString());
            assertThrows(IndexOutOfBoundsException.class, () -> rows.get(7));
            int count = 0;
            for (Datum row : data) {
                count += row.region().isPresent() ? 1 : 0;
            }
            assertEquals(2, count);
            data.close();
            assertTrue(assertThrows(IllegalStateException.class, () -> rows.get(1)).getMessage().endsWith(" is closed"));
            assertEquals("抽样调查", first.source().get()); // a row is a copy
        }
    }

    @Test
    void tablesThatAreNone(@TempDir Path folder) {
        Path path = folder.resolve("broken.csv");
        Kepu.save(path, Samples.utf8("indicator,period,value\n\"x,2023,1\n"));
        try (Data data = new Data()) {
            KepuException error = assertThrows(KepuException.class, () -> data.addCsv(path));
            assertEquals("NOT_CSV 2:1 " + path, error.code() + " " + error.line().getAsLong() + ":" + error.column().getAsLong() + " "
                    + error.file().get());
            assertSame(ErrorCode.EMPTY_FILE, code(() -> data.addCsv("")));
            assertSame(ErrorCode.MISSING_KEY, code(() -> data.addCsv("period,value\n")));
            assertSame(ErrorCode.NOT_FOUND, code(() -> data.addCsv(folder.resolve("none.csv"))));
            assertEquals(0, data.count());
        }
    }

    private static ErrorCode code(Executable use) {
        return assertThrows(KepuException.class, use).code();
    }

    @Test
    void mistakes() {
        try (Plan city = Plan.load(CITY); Plan other = Plan.load(CITY); Data data = new Data(other); Data loose = new Data();
                Plan empty = emptyPlan()) {
            assertSame(ErrorCode.ARGUMENT, code(() -> city.progress(data, null)));
            assertSame(ErrorCode.ARGUMENT, code(() -> city.progress(loose, null)));
            assertSame(ErrorCode.ARGUMENT, code(empty::progress));
            assertSame(ErrorCode.BAD_DATE, code(() -> city.progress(null, on("soon"))));
            assertSame(ErrorCode.ARGUMENT, code(() -> city.progress(null, new JudgeOptions().green(new BigDecimal("0.5")))));
            assertSame(ErrorCode.ARGUMENT, code(() -> city.progress(null, new JudgeOptions().yellow(BigDecimal.valueOf(-1)))));
            assertThrows(NullPointerException.class, () -> new Data(null));
            assertThrows(NullPointerException.class, () -> data.addCsv((String) null));
            assertThrows(NullPointerException.class, () -> new JudgeOptions().path(null));
        }
    }

    private static Plan emptyPlan() {
        try (Builder builder = new Builder()) {
            return builder.finish();
        }
    }

    @Test
    void closingInAnyOrder() {
        Plan city = Plan.load(CITY);
        Data data = trained(city);
        Progress progress = city.progress(data, on("2024-06-30"));
        data.close();
        city.close();
        Plan again = progress.plan();
        assertNotSame(city, again);
        assertEquals(city, again);
        ProgressRow row = progress.rows().get(0);
        assertEquals("具备科学素质的比例", row.indicator().name().get());
        List<ProgressRow> rows = progress.rows();
        progress.close();
        progress.close();
        for (Executable use : new Executable[] {progress::rows, progress::date, progress::toJson, () -> progress.toCsv(false),
            () -> rows.get(1), () -> data.addCsv(TRAINED), data::count, data::rows, () -> again.progress(data, null), city::progress,
            () -> new Data(city), row.indicator()::name}) {
            assertTrue(assertThrows(IllegalStateException.class, use).getMessage().endsWith(" is closed"));
        }
        assertEquals("Progress, closed; Data, closed; 13.5", progress + "; " + data + "; " + row.value().get()); // a row is a copy
    }

    @Test
    void whatIsForgottenIsCollected() {
        ProgressRow row = forgotten();
        collect(1); // the plan, which the row's indicator holds
        assertEquals("乙县 讲座", row.region().get() + " " + row.indicator().name().get());
    }

    private static ProgressRow forgotten() {
        Plan city = Plan.load(CITY);
        return city.progress(trained(city), on("2024-06")).rows().get(4);
    }

    /** Who adds is alone; who reads is not kept from it by others who read. */
    @Test
    void aSetInUseByAnotherThread() throws InterruptedException {
        try (Plan city = Plan.load(CITY); Data data = new Data(city)) {
            whileHeld(data, true, () -> {
                for (Executable use : new Executable[] {() -> data.addCsv(TRAINED), data::count, data::rows,
                    () -> city.progress(data, null)}) {
                    assertEquals("the set of figures is in use by another thread",
                            assertThrows(IllegalStateException.class, use).getMessage());
                }
            });
            whileHeld(data, false, () -> {
                assertThrows(IllegalStateException.class, () -> data.addCsv(TRAINED));
                assertEquals(0, data.count());
                assertTrue(data.rows().isEmpty());
                city.progress(data, null).close();
            });
            assertTrue(data.addCsv(TRAINED).isEmpty());
        }
    }

    private static void whileHeld(Data data, boolean alone, Runnable work) throws InterruptedException {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Closing.Use<Boolean> slow = (raw, address) -> {
            entered.countDown();
            try {
                leave.await();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
            return true;
        };
        Thread worker = new Thread(() -> {
            if (alone) {
                data.alone(slow);
            } else {
                data.together(slow);
            }
        });
        worker.start();
        entered.await();
        try {
            work.run();
        } finally {
            leave.countDown();
            worker.join();
        }
    }
}
