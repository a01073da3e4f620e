package kepu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Regions as a tree: from a table, up, down, by code or name, with populations; what is no tree is refused with its place. */
class RegionsTest extends NothingLeft {
    static final String TREE = "code,name,parent,level,scheme,year,population-2020,人口2023\n"
            + "12,城关镇,5,township,GB/T 2260,2020,\"12,000\",1.3万\n"
            + "5,甲县,x,county,,,,\n"
            + "x,清河市,,prefecture,,,900000,\n"
            + "7,乙县,x,county,,,,0\n"
            + "13,城关镇,7,township,,,1,1\n";

    private static String codes(Collection<TreeRegion> regions) {
        return regions.stream().map(TreeRegion::code).collect(Collectors.joining(" "));
    }

    @Test
    void aTreeIsWalked() {
        try (Regions regions = Regions.fromCsv(TREE)) {
            assertEquals("x 5 12 7 13", codes(regions.all()));
            TreeRegion city = regions.roots().get(0);
            assertEquals("清河市 PREFECTURE prefecture", city.name().get() + " " + city.level() + " " + city.levelToken().get());
            assertEquals("5 7", codes(city.children()));
            TreeRegion county = city.children().get(1);
            assertEquals("7 13", codes(county.walk().collect(Collectors.toList())));
            TreeRegion town = county.children().get(0);
            assertTrue(town.isOfLevel("township") && town.isOfLevel("3") && !town.isOfLevel("2"));
            assertTrue(town.children().isEmpty() && !city.parent().isPresent());
            assertEquals(county, town.parent().get());
            assertNotEquals(county, town);
            assertSame(regions, town.regions());
            int index = 0;
            for (TreeRegion region : regions) {
                assertEquals(index++, region.index());
            }
            assertEquals(5, new HashSet<>(regions.all()).size());
            assertEquals("TreeRegion 7 乙县", county.toString());
            assertEquals("Regions, 5", regions.toString());
        }
    }

    @Test
    void aRegionIsFoundByItsCodeOrItsOnlyName() {
        try (Regions regions = Regions.fromCsv(Samples.utf8(TREE))) {
            TreeRegion town = regions.find("12").get();
            assertEquals("城关镇 GB/T 2260 2020", town.name().get() + " " + town.scheme().get() + " " + town.year().get());
            assertEquals("5", regions.find("甲县").get().code());
            assertFalse(regions.find("城关镇").isPresent() || regions.find("丙县").isPresent() || regions.find("").isPresent());
            assertFalse(regions.find("甲县").get().scheme().isPresent() || regions.find("甲县").get().year().isPresent());
        }
    }

    @Test
    void populationsByYear() {
        try (Regions regions = Regions.fromCsv(TREE.getBytes(Charset.forName("GB18030")))) {
            assertEquals(Arrays.asList(2020, 2023), regions.populationYears());
            List<String> populations = regions.all().stream().map(region -> region.populations().toString()).collect(Collectors.toList());
            assertEquals(Arrays.asList("{2020=900000}", "{}", "{2020=12000, 2023=13000}", "{2023=0}", "{2020=1, 2023=1}"), populations);
            assertEquals(0, regions.all().get(3).population(2023).getAsLong());
            assertFalse(regions.all().get(3).population(2020).isPresent());
        }
    }

    @Test
    void rowsThatMakeNoTreeAreRefusedWithTheirPlace(@TempDir Path folder) {
        Path path = folder.resolve("地区.csv");
        Kepu.save(path, Samples.utf8("代码,上级,级别\na,,\nb,c,\nc,b,\nd,e,\na,,\nf,a,town\n"));
        try (Regions regions = Regions.fromCsv(path)) {
            assertEquals("a", codes(regions.all()));
            assertEquals(Arrays.asList("region-twice 6:1", "bad-token 7:5", "region-cycle 3:3", "region-cycle 4:3", "region-orphan 5:3"),
                    regions.findings().stream().map(found -> found.name() + " " + found.line().getAsLong() + ":"
                            + found.column().getAsLong()).collect(Collectors.toList()));
            assertTrue(regions.findings().get(4).message(Language.ZH).contains("上级"));
        }
    }

    @Test
    void tablesThatAreNone(@TempDir Path folder) {
        Path path = folder.resolve("twice.csv");
        Kepu.save(path, Samples.utf8("code,name,code\n"));
        KepuException error = assertThrows(KepuException.class, () -> Regions.fromCsv(path));
        assertEquals("DUPLICATE_KEY 1:11 " + path, error.code() + " " + error.line().getAsLong() + ":" + error.column().getAsLong() + " "
                + error.file().get());
        assertSame(ErrorCode.NOT_FOUND, code(() -> Regions.fromCsv(folder.resolve("none.csv"))));
        assertSame(ErrorCode.EMPTY_FILE, code(() -> Regions.fromCsv(new byte[0])));
        assertSame(ErrorCode.MISSING_KEY, code(() -> Regions.fromCsv("name\n")));
        assertSame(ErrorCode.NOT_CSV, code(() -> Regions.fromCsv("code\n\"x")));
        assertSame(ErrorCode.ENCODING, code(() -> Regions.fromCsv(new byte[] {'c', 'o', 'd', 'e', '\n', -1, -1})));
        assertThrows(NullPointerException.class, () -> Regions.fromCsv((String) null));
        assertThrows(NullPointerException.class, () -> Regions.fromCsv((byte[]) null));
    }

    private static ErrorCode code(Executable use) {
        return assertThrows(KepuException.class, use).code();
    }

    @Test
    void closing() {
        Regions regions = Regions.fromCsv(TREE + "x,,,,,,,\n");
        TreeRegion city = regions.all().get(0);
        List<TreeRegion> all = regions.all();
        regions.close();
        regions.close();
        for (Executable use : new Executable[] {regions::all, regions::roots, regions::populationYears, regions::iterator,
            () -> regions.find("x"), city::code, city::name, city::level, city::parent, city::children, city::walk, city::populations,
            () -> all.get(1).code()}) {
            assertEquals("the tree of regions is closed", assertThrows(IllegalStateException.class, use).getMessage());
        }
        assertEquals("region-twice", regions.findings().get(0).name()); // a list of its own
        assertEquals("Regions, closed; TreeRegion of a closed tree", regions + "; " + city);
    }

    @Test
    void whatIsForgottenIsCollected() {
        TreeRegion town = Regions.fromCsv(TREE).find("12").get();
        collect(1);
        assertEquals("清河市", town.parent().get().parent().get().name().get());
    }
}
