import ReferenceModels
import Testing

/// The worked traces of facts H, column by column.
@Suite struct WorkedTraceTests {
    @Test func t1ClaimTwiceReleaseThrice() {
        expectTrace(
            "v1",
            """
            claim f1 = 0 n1 D=NULL; claim f1 = 0 n2; claim f2 = -EPERM; release = ok n1; release = ok n0 D=DD;
            release = W n0
            """)
        expectTrace(
            "v2 v3 v4",
            """
            claim f1 = 0 n1 D=NULL; claim f1 = 0 n2; claim f2 = -EBUSY; release = ok n1; release = ok n0 D=DD;
            release = W n0
            """)
        expectTrace(
            "v5 v6",
            """
            claim f1 = 0 n1 D=NULL; claim f1 = 0 n2; claim f2 = -EPERM; release = ok n1; release = ok n0 D=DD;
            release = W n0
            """)
        let claimedOnce = """
            claim f1 = -EPERM n1; claim f2 = -EPERM; release = ok n0 D=DD; release = W; release = W
            """
        expectTrace("v7 v8 v8-resend", "claim f1 = 0 n1 D=NULL;" + claimedOnce)
        expectTrace("6.1 6.12 7.2", "claim f1 = 0 n1 D=blk;" + claimedOnce)
    }

    @Test func t3ClaimWithoutToken() {
        expectTrace("v1", "claim NULL = -EINVAL; K d0 = 0; release = W")
        expectTrace("v2 v3 v4", "claim NULL = 0 D=NULL; K d0 = -EBUSY; release = ok n0 D=DD")
        expectTrace("v5 v6 v7 v8", "claim NULL = 0 D=DD k=NULL; K d0 = 0 n2; release = W n2")
        expectTrace("6.1", "claim NULL = 0 D=blk; K d0 = -EBUSY; release = W n1")
        expectTrace("6.12 7.2", "claim NULL = -EINVAL W; K d0 = 0; release = W")
    }

    @Test func t4ClaimOverAForeignDomain() {
        expectTrace(
            "v1 v2 v3 v5 v6 v7 v8 6.1 6.12 7.2", "attach_group UA = 0; claim f1 = -EBUSY D=UA; K d0 = 0")
        expectTrace("v4", "attach_group UA = 0; claim f1 = 0 W D=UA; K d0 = -EBUSY")
    }

    @Test func t7HotplugBesideAPrivateDomain() {
        expectTrace(
            "v1 v2 v3 v4",
            "K d0 = 0; attach_device UA,d0 = 0; hotplug d1 = 0 d1:DD; K d1 = 0; detach_device UA,d0 = W")
        expectTrace(
            "v5 v6 v7 v8 6.1",
            "K d0 = 0; attach_device UA,d0 = 0; hotplug d1 = 0 d1:DD; K d1 = -EBUSY; detach_device UA,d0 = W")
        expectTrace(
            "6.12 7.2",
            "K d0 = 0; attach_device UA,d0 = 0; hotplug d1 = 0 d1:UA; K d1 = -EBUSY; detach_device UA,d0 = W")
    }
}
