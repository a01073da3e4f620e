package kepu;

/** Base of what was made of a plan, which it holds. */
abstract class OnPlan extends Closing {
    private final Plan given;
    private final ToLong planOf;
    private Plan own;

    /** Takes over the object at an address; planOf reads its plan. */
    OnPlan(long address, Owned.Release release, Plan plan, ToLong planOf) {
        super(address, release);
        given = plan;
        this.planOf = planOf;
    }

    /**
     * Lets go of it, and of the object for its plan where the one it was made from had been closed before. To close twice does
     * no harm.
     */
    @Override
    public void close() {
        super.close();
        synchronized (this) {
            if (own != null) {
                own.close();
            }
        }
    }

    /**
     * The plan it was made from, or, where that object was closed, another one for the same plan, which ends with this.
     *
     * @return the plan
     */
    public Plan plan() {
        if (!given.isClosed()) {
            return given;
        }
        synchronized (this) {
            if (own == null || own.isClosed()) {
                own = given.sibling(use((raw, address) -> raw.kepu_plan_ref(planOf.of(raw, address))));
            }
            return own;
        }
    }
}
