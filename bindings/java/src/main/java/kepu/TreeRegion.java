package kepu;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A region of a tree. It is equal to another where both are the same one of the same tree. */
public final class TreeRegion {
    private final Regions regions;
    private final int index;

    TreeRegion(Regions regions, int index) {
        this.regions = regions;
        this.index = index;
    }

    /**
     * The tree it stands in; when that is closed, using this is an {@link IllegalStateException}.
     *
     * @return the tree
     */
    public Regions regions() {
        return regions;
    }

    /**
     * Its place in the order of the tree.
     *
     * @return the index, from 0
     */
    public int index() {
        return index;
    }

    private Optional<String> text(Closing.ToBytesAt reader) {
        return regions.text((raw, address) -> reader.of(raw, address, index));
    }

    /**
     * Its code, which no other one of the tree has.
     *
     * @return the code
     */
    public String code() {
        return text(Raw::kepu_regions_code).orElse("");
    }

    /**
     * Its name, which others may have, too.
     *
     * @return the name, empty where the table gives none
     */
    public Optional<String> name() {
        return text(Raw::kepu_regions_name);
    }

    /**
     * Its level.
     *
     * @return the level; {@link Level#UNKNOWN} where the table gives none
     */
    public Level level() {
        return Level.of((int) regions.number(Raw::kepu_regions_level, index));
    }

    /**
     * The same as it stands in the table, like county.
     *
     * @return the token, empty where there is none
     */
    public Optional<String> levelToken() {
        return text(Raw::kepu_regions_level_token);
    }

    /**
     * Whether it is of a level.
     *
     * @param level the level's token, or a depth: 1 is that of the roots
     * @return true where it is
     */
    public boolean isOfLevel(String level) {
        byte[] wanted = Text.utf8(Objects.requireNonNull(level, "level"));
        return regions.number((raw, address) -> raw.kepu_regions_is_of_level(address, index, wanted)) != 0;
    }

    /**
     * What the code is one of, like GB/T 2260.
     *
     * @return the scheme, empty where none is given
     */
    public Optional<String> scheme() {
        return text(Raw::kepu_regions_scheme);
    }

    /**
     * Year of the list that the code stands in.
     *
     * @return the year, empty where none is given
     */
    public Optional<String> year() {
        return text(Raw::kepu_regions_year);
    }

    /**
     * The region it lies under.
     *
     * @return the region, empty for a root
     */
    public Optional<TreeRegion> parent() {
        return regions.place((raw, address, outputs) -> raw.kepu_regions_parent(address, index, outputs));
    }

    /**
     * The regions directly below it.
     *
     * @return the regions, in the order of their rows
     */
    public List<TreeRegion> children() {
        return regions.children(index + 1, end());
    }

    /**
     * The region itself and all below it.
     *
     * @return the regions, in the order of the tree
     */
    public Stream<TreeRegion> walk() {
        return IntStream.range(index, (int) end()).mapToObj(regions::at);
    }

    private long end() {
        return regions.number(Raw::kepu_regions_end, index);
    }

    /**
     * How many people lived there in a year.
     *
     * @param year the year
     * @return the number, empty where the table does not say
     */
    public OptionalLong population(int year) {
        Long people = regions.maybe((raw, address, outputs) -> raw.kepu_regions_population(address, index, year, outputs));
        return people == null ? OptionalLong.empty() : OptionalLong.of(people);
    }

    /**
     * The population of each year that the table has one for.
     *
     * @return population by year, in the order of the columns
     */
    public Map<Integer, Long> populations() {
        Map<Integer, Long> populations = new LinkedHashMap<>();
        for (int year : regions.populationYears()) {
            population(year).ifPresent(people -> populations.put(year, people));
        }
        return populations;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TreeRegion && ((TreeRegion) other).index == index && ((TreeRegion) other).regions == regions;
    }

    @Override
    public int hashCode() {
        return 31 * System.identityHashCode(regions) + index;
    }

    @Override
    public String toString() {
        return regions.isClosed() ? "TreeRegion of a closed tree"
                : "TreeRegion " + code() + name().map(name -> " " + name).orElse("");
    }
}
