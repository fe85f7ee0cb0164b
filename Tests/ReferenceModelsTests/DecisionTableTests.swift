import ReferenceModels
import Testing

/// Facts C, row by row.
@Suite struct DecisionTableTests {
    private typealias Configuration = DMAOwnership.Configuration
    private static let all = "base v1 v2 v3 v4 v5 v6 v7 v8 v8-resend 6.1 6.12 7.2"
    private static let series = "v1 v2 v3 v4 v5 v6 v7 v8 v8-resend"
    private let noDefault = Configuration(hasDefaultDomain: false)
    private let noDetach = Configuration(canDetach: false)

    // C.0

    @Test func attachByDomain() {
        expectTrace(Self.all, "attach_group UA = 0 D=UA d0:UA", noDefault)
        expectTrace("base", "attach_group UA = 0; attach_group UB = 0 D=UB", noDefault)
        expectTrace(
            Self.series + " 6.1 6.12 7.2", "attach_group UA = 0; attach_group UB = -EBUSY D=UA", noDefault)
        expectTrace(Self.series, "claim f1 = 0 D=NULL; attach_group UA = 0 D=UA")
        expectTrace(Self.all, "attach_group UA = 0 D=UA d0:UA")
        expectTrace(Self.all, "attach_group UA = 0; attach_group UA = -EBUSY; attach_group UB = -EBUSY")
        expectTrace("6.1 6.12 7.2", "claim f1 = 0 D=blk; attach_group UA = 0 D=UA")
    }

    @Test func attachStopsAtTheFirstError() {
        let refusing = Configuration(refusal: .init(device: .d1, domain: .userA))
        expectTrace(
            "base " + Self.series, "attach_group UA = -ENOMEM D=DD d0:UA d1:DD", d1: .member, refusing)
        expectTrace("6.1 6.12 7.2", "attach_group UA = -ENOMEM D=DD d0:DD d1:DD", d1: .member, refusing)
    }

    @Test func detachByOwner() {
        expectTrace(Self.all, "detach_group UA = ok D=DD d0:DD")
        expectTrace(Self.all, "attach_group UA = 0; detach_group UB = ok D=DD d0:DD")
        expectTrace(
            "base " + Self.series, "attach_group UA = 0; detach_group UA = ok D=NULL d0:none", noDefault)
        expectTrace(Self.series, "claim f1 = 0; attach_group UA = 0; detach_group UA = ok D=NULL d0:none")
        expectTrace("6.1 6.12 7.2", "claim f1 = 0; attach_group UA = 0; detach_group UA = ok D=blk d0:blk")
        let refusing = Configuration(refusal: .init(device: .d0, domain: .defaultDomain))
        expectTrace("base " + Self.series, "attach_group UA = 0; detach_group UA = W D=UA", refusing)
    }

    @Test func detachWithoutTheOp() {
        expectTrace(Self.series, "claim f1 = 0 D=NULL d0:DD", noDetach)
        expectTrace(
            Self.series, "claim f1 = 0; attach_group UA = 0; detach_group UA = ok D=NULL d0:UA", noDetach)
        expectTrace("6.1 6.12 7.2", "claim f1 = 0 D=blk d0:blk", noDetach)
    }

    @Test func attachDeviceLooksAtTheNumberOfDevices() {
        expectTrace(Self.all, "attach_device UA,d0 = -EINVAL; detach_device UA,d0 = W", d1: .member)
        expectTrace(Self.all, "attach_device UA,d0 = 0 D=UA; detach_device UA,d0 = ok D=DD")
        expectTrace(Self.all, "attach_device UA,d1 = -ENODEV; detach_device UA,d1 = ok", d1: .withoutGroup)
        expectTrace(Self.series + " 6.1 6.12 7.2", "claim f1 = 0; attach_device UB,d0 = 0 D=UB")
        expectTrace("6.1 6.12 7.2", "attach_device UA,d0 = 0; detach_device UB,d0 = W D=UA")
    }

    // C.1

    @Test func version1Set() {
        expectTrace("v1", "K d0 = 0 O=kernel n1; claim f1 = -EBUSY")
        expectTrace(
            "v1", "claim f1 = 0 O=user n1 k=f1; K d0 = -EBUSY; claim NULL = -EINVAL; claim f2 = -EPERM")
        expectTrace("v1", "K d0 = 0; K d1 = 0 n2 O=kernel k=NULL", d1: .member)
        expectTrace("v1", "attach_group UA = 0; claim f1 = -EBUSY n0 O=none; K d0 = 0 n1")
        expectTrace("v1", "K d0,f1 = 0 k=NULL; K d0,f2 = 0 n2 k=NULL")
        expectTrace("v1", "set_none = 0 n1 O=none; K d0 = 0 n2 O=none; claim f1 = 0 n3 O=none k=NULL D=DD")
        expectTrace("v1", "K d1 = 0 n0", d1: .withoutGroup)
    }

    @Test func version1Release() {
        expectTrace("v1", "K-unuse d0 = W; release = W; K d0 = 0; release = W n1; K-unuse d0 = ok n0 O=none")
        expectTrace("v1", "claim f1 = 0; attach_group UA = 0; release = W n0 O=none k=NULL D=UA; K d0 = 0")
        expectTrace("v1", "release_none = W nmax; K d0 = 0 W nmax O=none; claim f1 = 0 W O=none")
        expectTrace("v1", "claimed? = false; K d0 = 0; claimed? = true; K-unuse d0 = ok; claimed? = false")
        expectTrace("v1", "K-unuse d1 = ok", d1: .withoutGroup)
    }

    // C.2

    @Test func versions2And3Set() {
        expectTrace("v2 v3", "K d0 = 0; K d1 = 0 n2; claim f1 = -EBUSY n2", d1: .member)
        expectTrace("v2 v3", "K d0,f1 = 0 k=f1; K d0,f2 = -EBUSY; K d0,f1 = 0 n2")
        expectTrace(
            "v2 v3", "set_private d0,NULL = 0 O=private D=DD; set_private d1,NULL = 0 n2", d1: .member)
        expectTrace("v2 v3", "set_private d0,f1 = 0; set_private d0,f2 = -EBUSY; claim f1 = -EBUSY")
        expectTrace("v2 v3", "attach_group UA = 0; claim f1 = -EBUSY O=none n0")
        expectTrace("v2 v3", "claim NULL = 0 n1 O=user D=NULL; claim f1 = -EBUSY; claim NULL = 0 n2")
        expectTrace("v2 v3", "set_none = 0 n1 O=none; K d0 = -EBUSY; claim f1 = -EBUSY")
        expectTrace("v2 v3", "set_private d1,NULL = -ENODEV; release_private d1 = W", d1: .withoutGroup)
    }

    @Test func versions2And3Release() {
        expectTrace("v2 v3", "claim f1 = 0; release = ok n0 O=none k=f1 D=DD; K d0 = 0 k=NULL")
        expectTrace("v2 v3", "claim f1 = 0; attach_group UA = 0; release = W n0 D=UA; K d0 = 0 D=UA")
        expectTrace("v2 v3", "set_private d0,NULL = 0; release = W n1; release_private d0 = ok n0")
        expectTrace("v2 v3", "release_none = W nmax; K d0 = -EBUSY W; claim f1 = -EBUSY W")
    }

    @Test func versions2And3SharedAttach() {
        let two = "set_private d0,NULL = 0; set_private d1,NULL = 0 n2; attach_shared UA,d0 = 0"
        expectTrace("v2", two + " n1 a0; attach_shared UA,d1 = -EBUSY", d1: .member)
        expectTrace(
            "v3", two + " n2 a1; attach_shared UA,d1 = 0 a2; attach_shared UB,d1 = -EBUSY", d1: .member)
        expectTrace("v2", "attach_shared UA,d0 = 0 O=none n1; detach_shared UA,d0 = W D=UA")
        expectTrace("v3", "attach_shared UA,d0 = 0 O=none a1; attach_shared UA,d0 = -EBUSY")
        expectTrace(
            "v2",
            """
            set_private d0,NULL = 0; attach_shared UA,d0 = 0; detach_shared UA,d0 = ok n0 O=none D=DD;
            release_private d0 = W; set_private d0,NULL = 0
            """)
        expectTrace(
            "v3",
            """
            set_private d0,NULL = 0; attach_shared UA,d0 = 0; detach_shared UA,d0 = ok n1 a0 O=none D=DD;
            release_private d0 = W n1; set_private d0,NULL = -EBUSY; claimed? = false
            """)
        expectTrace("v2", "set_private d0,NULL = 0; attach_group UA = 0; detach_shared UA,d0 = ok n0 O=none")
        expectTrace("v3", "set_private d0,NULL = 0; attach_group UA = 0; detach_shared UA,d0 = W amax D=UA")
        expectTrace("v2 v3 v4", "attach_shared UA,d1 = -ENODEV; detach_shared UA,d1 = ok", d1: .withoutGroup)
    }

    // C.3

    @Test func version4() {
        expectTrace("v4", "claimed? = false; K d0 = 0 n1 O=kernel; claim f1 = -EBUSY; claimed? = true")
        expectTrace(
            "v4", "claim f1 = 0 D=NULL; claim f1 = 0 n2; release = ok n1; release = ok n0 O=kernel k=f1")
        expectTrace("v4", "claim f1 = 0; attach_group UA = 0; claim f1 = 0 W n2 D=UA")
        expectTrace("v4", "K-unuse d0 = W n0; release = W; claim f1 = 0; K-unuse d0 = W n1; K d0 = -EBUSY")
        expectTrace("v4", "claim f1 = 0; attach_group UA = 0; release = W n0 D=UA O=kernel")
        expectTrace("v4", "attach_shared UA,d0 = -EPERM; K d0 = 0; attach_shared UA,d0 = -EPERM")
        expectTrace(
            "v4",
            """
            set_private d0,NULL = 0; set_private d1,NULL = 0; attach_shared UA,d0 = 0 a1;
            attach_shared UB,d1 = -EBUSY; attach_shared UA,d1 = 0 a2; detach_shared UA,d0 = ok a1 D=UA;
            detach_shared UA,d1 = ok a0 D=DD n2 O=private; release_private d1 = ok; release_private d0 = ok n0
            """, d1: .member)
        expectTrace("v4", "set_private d0,NULL = 0; attach_group UA = 0; detach_shared UA,d0 = W n1 a0")
    }

    // C.4 and C.5

    @Test func versions5To8KernelUse() {
        let versions = "v5 v6 v7 v8 v8-resend"
        expectTrace(versions, "K d1 = 0 n0; K-unuse d1 = ok", d1: .withoutGroup)
        expectTrace(versions, "attach_group UA = 0; K d0 = 0 n1; K d1 = -EBUSY n1", d1: .member)
        expectTrace(versions, "claim f1 = 0; K d0 = -EBUSY")
        expectTrace(
            versions, "K-unuse d0 = W; claim f1 = 0; K-unuse d0 = ok n0 k=f1 D=NULL; K d0 = 0 n1 k=f1")
        expectTrace(versions, "claimed? = false; K d0 = 0; claimed? = true")
    }

    @Test func versions5To8Claim() {
        let versions = "v5 v6 v7 v8 v8-resend"
        expectTrace(versions, "K d0 = 0; claim f1 = -EPERM; K-unuse d0 = ok; claim f1 = 0 D=NULL k=f1")
        expectTrace("v5 v6", "K d0 = 0; claim NULL = 0 n2")
        expectTrace("v7 v8 v8-resend", "K d0 = 0; claim NULL = -EPERM n1")
        expectTrace(versions, "attach_group UA = 0; claim f1 = -EBUSY n0 k=NULL")
        expectTrace(versions, "claim f1 = 0; K-unuse d0 = ok n0; claim f2 = 0 k=f2")
        expectTrace("v5 v6", "claim f1 = 0; attach_group UA = 0; claim f1 = 0 n2 D=UA")
    }

    @Test func versions5To8Release() {
        let versions = "v5 v6 v7 v8 v8-resend"
        expectTrace(versions, "release = W; K d0 = 0; release = W n1")
        expectTrace(versions, "claim f1 = 0; attach_group UA = 0; release = W n0 k=NULL D=UA; K d0 = 0 D=UA")
        expectTrace("v5 v6", "claim f1 = 0; claim f1 = 0; release = ok n1 k=f1 D=NULL")
        let refusing = Configuration(refusal: .init(device: .d0, domain: .defaultDomain))
        expectTrace(versions, "claim f1 = 0; release = ok n0 k=NULL D=NULL", refusing)
    }

    // C.6

    @Test func hotplug() {
        expectTrace("base", "claim f1 = 0; attach_group UA = 0; hotplug d1 = 0 W d0:UA d1:DD")
        expectTrace(Self.series, "claim f1 = 0; attach_group UA = 0; hotplug d1 = 0 d1:UA n1")
        expectTrace("base", "claim f1 = 0; hotplug d1 = 0 W d1:DD")
        expectTrace(Self.series, "claim f1 = 0; hotplug d1 = 0 d1:none D=NULL")
        expectTrace("6.1 6.12 7.2", "claim f1 = 0; hotplug d1 = 0 d1:blk")
        expectTrace("base " + Self.series + " 6.1", "attach_group UA = 0; hotplug d1 = 0 d1:DD d0:UA D=UA")
        expectTrace("6.12 7.2", "attach_group UA = 0; hotplug d1 = 0 d1:UA")
        let refusing = Configuration(refusal: .init(device: .d1, domain: .userA))
        expectTrace(
            Self.all, "attach_group UA = 0; hotplug d1 = -ENOMEM d1:none; attach_device UB,d0 = -EBUSY",
            refusing)
    }

    // C.7

    @Test func probe() {
        expectTrace(
            "v1 v2 v3 v5 v6 v7", "probe d1 = 0 bound n0 d1:DD; claim f1 = 0", d1: .withoutGroup)
        expectTrace("v4 v8 v8-resend 6.1", "probe d1 = 0 bound n1 d1:DD", d1: .withoutGroup)
        expectTrace("v5 v6 v7", "probe d1 = 0; claim f1 = 0 n1; unbind d1 = ok n0 k=f1", d1: .withoutGroup)
        expectTrace("v1 v2 v3", "probe d1 = 0; claim f1 = 0 n1; unbind d1 = W n1", d1: .withoutGroup)
        expectTrace("v8", "probe d1 = 0; claim f1 = -EPERM; unbind d1 = ok n0", d1: .withoutGroup)
        expectTrace("v1 v2 v3 v5 v6 v7 v8 6.1 6.12", "claim f1 = 0; probe d0 = -EBUSY unbound")
        expectTrace("v4", "claim f1 = 0; probe d0 = 0 unbound")
        expectTrace("base", "claim f1 = 0; probe d0 = BUG bound")
        let removing = Configuration(testsDriverRemoval: true)
        expectTrace("v1 6.1 6.12 7.2", "probe d0 = 0 n1; unbind d0 = ok n0", removing)
        expectTrace("v2 v3 v4 v5 v6 v7 v8", "probe d0 = 0 n2; unbind d0 = ok n1 unbound", removing)
    }

    // F

    @Test func kernel6_1() {
        expectTrace(
            "6.1", "claim f1 = 0 n1 D=blk; claim f1 = -EPERM; attach_group UA = 0; release = ok D=DD n0")
        expectTrace("6.1", "claim f1 = 0; K-unuse d0 = ok n0; claim f2 = -EBUSY; release = W; K d0 = 0")
        expectTrace("6.1", "attach_group UA = 0; claim f1 = -EBUSY")
        expectTrace("6.1", "claim f1 = 0; release = ok D=NULL", noDefault)
        let refusing = Configuration(refusal: .init(device: .d0, domain: .blocking))
        expectTrace("6.1 6.12 7.2", "claim f1 = -ENOMEM n0 k=NULL D=DD; K d0 = 0", refusing)
    }

    @Test func kernels6_12And7_2() {
        let both = "6.12 7.2"
        expectTrace(both, "K d0 = -EPROBE_DEFER", noDefault)
        expectTrace(both, "claim f1 = 0; release = W D=blk", noDefault)
        expectTrace(both, "claim NULL = -EINVAL W n0; claim_device d0,NULL = -EINVAL W n0")
        expectTrace(
            both, "claim_device d0,f1 = 0 D=blk; claim_device d0,f1 = 0 n2; claim_device d0,f2 = -EPERM")
        expectTrace(both, "claim_device d0,f1 = 0; release_device d0 = ok n0 D=DD; release_device d0 = W")
        expectTrace(
            both, "K d0 = 0; K d1 = 0 n2; release_device d0 = ok n1; release_device d0 = W n1", d1: .member)
        expectTrace(both, "claim f1 = 0; claim_device d0,f1 = 0 n2; release = ok n0; release_device d0 = W")
        expectTrace(both, "claim_device d1,f1 = -ENODEV; release_device d1 = BUG", d1: .withoutGroup)
        let pasids = Configuration(usesPASIDs: true)
        expectTrace(
            both, "K d0 = 0; K d1 = -EBUSY; K-unuse d0 = W n1; claim f1 = -EPERM", d1: .member, pasids)
        expectTrace(both, "claim f1 = -EBUSY; claim_device d0,f1 = -EBUSY; release = W", pasids)
        let recovering = Configuration(isRecovering: true)
        expectTrace("6.12", "claim f1 = 0", recovering)
        expectTrace("7.2", "claim f1 = -EBUSY n0 k=NULL", recovering)
    }

    // E.1

    @Test func proposals() {
        expectTrace("Hellwig", "claim NULL = -EINVAL; claim f1 = 0 D=NULL; claim f2 = -EPERM; K d0 = -EBUSY")
        expectTrace(
            "Hellwig", "claim f1 = 0; K-unuse d0 = W; release = ok n0 D=DD; K d0 = 0; claim f1 = -EBUSY")
        expectTrace("Gunthorpe", "attach_device UA,d0 = -EBUSY; K d0 = 0; attach_device UA,d0 = 0 O=private")
        expectTrace(
            "Gunthorpe",
            """
            K d0 = 0; attach_device UA,d0 = 0; hotplug d1 = 0; K d1 = -EBUSY; claim f1 = -EBUSY;
            detach_device UA,d0 = ok D=DD O=kernel; K d1 = 0 n2; attach_device UA,d0 = -EBUSY
            """)
        expectTrace("Gunthorpe", "claim f1 = 0; attach_device UB,d0 = -EBUSY")
        expectTrace(
            "Lu", "attach_group UA = -EPERM; claim f1 = 0; attach_group UB = -EPERM; attach_group UA = 0")
        expectTrace(
            "Murphy", "K d0 = 0; claim f1 = -EBUSY; K-unuse d0 = ok; claim f1 = 0; attach_group UA = 0")
        expectTrace(
            "Murphy",
            "claim f1 = 0; attach_group UA = 0; K d0 = -EBUSY; detach_group UA = ok D=DD; K d0 = 0")
    }
}
