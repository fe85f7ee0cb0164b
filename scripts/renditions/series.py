"""What the eight revisions consist of: topics and subjects in order, and our words for them.

The subjects, their order and the dates are the public ones; every other word is ours.
"""

TOPICS = ["core", "drv", "fwname", "ambasep", "plat", "amba", "fsl", "pci", "stub", "portdrv", "ctx",
          "grp", "shared", "vfio", "viable", "unbound", "vnotif", "inotif", "tegra"]

TAIL = [("viable", "vfio: Remove use of vfio_group_viable()"),
        ("unbound", "vfio: Delete the unbound_list"),
        ("vnotif", "vfio: Remove iommu group notifier"),
        ("inotif", "iommu: Remove iommu group changes notifier")]
STUB = ("stub", "PCI: pci_stub: Suppress kernel DMA ownership auto-claiming")
PORT = ("portdrv", "PCI: portdrv: Suppress kernel DMA ownership auto-claiming")
CORE = ("core", "iommu: Add device dma ownership set/release interfaces")
CTX = ("ctx", "iommu: Add security context management for assigned devices")
GRP = ("grp", "iommu: Expose group variants of dma ownership interfaces")
SHARED = ("shared", "iommu: Add iommu_at[de]tach_device_shared() for multi-device groups")
VFIO = ("vfio", "vfio: Set DMA USER ownership for VFIO devices")
TEGRA = ("tegra", "drm/tegra: Use the iommu dma_owner mechanism")


def late(word):
    return [("core", f"iommu: Add {word} ownership management interfaces"),
            ("drv", "driver core: Add dma_cleanup callback in bus_type"),
            ("ambasep", "amba: Stop sharing platform_dma_configure()"),
            ("plat+amba+fsl+pci", "bus: platform,amba,fsl-mc,PCI: Add device DMA ownership management"),
            ("stub", "PCI: pci_stub: Set driver_managed_dma"),
            ("portdrv", "PCI: portdrv: Set driver_managed_dma"),
            ("vfio", "vfio: Set DMA ownership for VFIO devices")] + TAIL


REVISIONS = {
    "v1": dict(number=1, date="Mon, 15 Nov 2021 10:05:41 +0800", patches=[
        CORE, ("drv", "driver core: Set DMA ownership during driver bind/unbind"), STUB, PORT, CTX, GRP,
        ("vfio", "vfio: Use DMA_OWNER_USER to declaim passthrough devices")] + TAIL),
    "v2": dict(number=2, date="Sun, 28 Nov 2021 10:50:34 +0800", patches=[
        CORE, ("drv", "driver core: Add dma_unconfigure callback in bus_type"),
        ("pci", "PCI: Add driver dma ownership management"),
        ("plat", "driver core: platform: Add driver dma ownership management"),
        ("amba", "amba: Add driver dma ownership management"),
        ("fsl", "bus: fsl-mc: Add driver dma ownership management"),
        STUB, PORT, CTX, GRP, SHARED, VFIO] + TAIL + [TEGRA]),
    "v3": dict(number=3, date="Mon, 6 Dec 2021 09:58:45 +0800", patches=[
        CORE, ("drv", "driver core: Add dma_cleanup callback in bus_type"),
        ("fwname", "driver core: platform: Rename platform_dma_configure()"),
        ("plat", "driver core: platform: Add driver dma ownership management"),
        ("amba", "amba: Add driver dma ownership management"),
        ("fsl", "bus: fsl-mc: Add driver dma ownership management"),
        ("pci", "PCI: Add driver dma ownership management"),
        STUB, PORT, CTX, GRP, SHARED, VFIO] + TAIL + [TEGRA]),
    "v4": dict(number=4, date="Fri, 17 Dec 2021 14:36:55 +0800", patches=[
        CORE, ("drv", "driver core: Set DMA ownership during driver bind/unbind"), STUB, PORT, CTX, GRP,
        SHARED, VFIO] + TAIL + [TEGRA]),
    "v5": dict(number=5, date="Tue, 4 Jan 2022 09:56:30 +0800", patches=[
        ("core", "iommu: Add dma ownership management interfaces"),
        ("drv", "driver core: Add dma_cleanup callback in bus_type"),
        ("ambasep", "amba: Stop sharing platform_dma_configure()"),
        ("plat", "driver core: platform: Add driver dma ownership management"),
        ("amba", "amba: Add driver dma ownership management"),
        ("fsl", "bus: fsl-mc: Add driver dma ownership management"),
        ("pci", "PCI: Add driver dma ownership management"),
        STUB, PORT, ("vfio", "vfio: Set DMA ownership for VFIO devices")] + TAIL),
    "v6": dict(number=6, date="Fri, 18 Feb 2022 08:55:10 +0800", patches=late("dma")),
    "v7": dict(number=7, date="Mon, 28 Feb 2022 08:50:45 +0800", patches=late("DMA")),
    "v8": dict(number=8, date="Tue, 8 Mar 2022 13:44:10 +0800", patches=late("DMA")),
    "v8-resend": dict(number=8, resend=True, date="Mon, 18 Apr 2022 08:49:49 +0800", patches=late("DMA")),
}

BUS = "The bus counts the kernel as the owner while it prepares a device for DMA, unless\n" \
      "the driver has said that it does without the kernel DMA API."

MESSAGES = {
    "core": lambda rev: {
        1: "A group can have one kind of DMA owner at a time: nobody, the kernel, or one user\n"
           "space program. Count the claims, and know the program by its open file.",
        2: "A group can have one kind of DMA owner at a time. Count the claims; owners are\n"
           "told apart by a cookie that is compared and never followed.",
        3: "A group can have one kind of DMA owner at a time. Count the claims; owners are\n"
           "told apart by a cookie that is compared and never followed.",
        4: "A group can have one kind of DMA owner at a time; without a claim it is the kernel\n"
           "DMA API. The counter is a plain one, the mutex guards it.",
    }.get(rev, "Kernel drivers count themselves as users of the default domain. Whoever gives the\n"
               "group to user space claims it for one owner, which takes it off that domain."),
    "drv": lambda rev: {
        1: "Claim the device for the kernel before its driver is probed, and give it back after\n"
           "the driver has left. Drivers that start no DMA of their own opt out.",
        2: "dma_configure has no counterpart so far. Add one, for buses that have something to\n"
           "take back.",
        4: "Claim the device for the kernel once it is configured for DMA, for every bus that\n"
           "does such a thing. Drivers that start no DMA of their own opt out.",
    }.get(rev, "dma_configure has no counterpart so far. Add dma_cleanup, for buses that have\n"
               "something to take back."),
    "fwname": "What reads DMA properties out of the firmware is shared by buses and has little to\n"
              "do with platform devices. Name it after what it does.",
    "ambasep": "AMBA borrows the platform bus's callback, which is about to become one that only\n"
               "suits platform drivers. Give AMBA its own.",
    "plat": lambda rev: BUS if rev < 6 else
        "The four buses count the kernel as the owner while they prepare a device for DMA,\n"
        "unless the driver has said that it manages DMA itself."
        + ("\n\nThe count is taken last: the firmware step may have made the group." if rev == 8 else ""),
    "amba": BUS, "fsl": BUS, "pci": BUS,
    "stub": "The stub driver never starts DMA. It may share a group with devices that belong to\n"
            "user space.",
    "portdrv": "Ports route what the devices below them send and start nothing themselves. They\n"
               "may share a group with devices that belong to user space.",
    "ctx": "While user space owns a group, its devices must not reach what the kernel has\n"
           "mapped: take the group off the default domain, also when a device joins late, and\n"
           "put it back when user space has gone.",
    "grp": "VFIO deals in groups. Let it claim one without a device at hand, and ask whether\n"
           "somebody else has.",
    "shared": "Drivers that agreed on a domain for their whole group each attach it; the group\n"
              "leaves it with the last of them.",
    "vfio": "Claim the group when it is put into a container and give it back when it leaves.\n"
            "The drivers that hold devices for user space opt out of the kernel's claim.",
    "viable": "A group that was claimed cannot have a kernel driver in it. There is nothing left\n"
              "to look through on every open.",
    "unbound": "The list kept devices harmless while their VFIO driver was leaving. Nobody asks\n"
               "any more.",
    "vnotif": "The notifier could only crash the machine after the fact. With ownership the\n"
              "conflict cannot come up.",
    "inotif": "Nobody listens to changes of a group any more.",
    "tegra": "Several clients share one domain. Say so through ownership, instead of attaching\n"
             "the group behind everybody's back.",
}

INTRO = """
A driver that binds to a device whose group is in the hands of user space used to
end in a BUG_ON. Give the DMA of a group an owner, refuse what does not fit, and
take away the code that looked for trouble when it was too late.

This is a rendition made for kdrift: it declares and decides what the public
revision declares and decides, in other words and for a smaller tree.
"""


def cover(changes):
    return INTRO + ("\nChanges since the last revision:\n" + "".join(f" - {c}\n" for c in changes) if changes else "")


COVERS = {
    "v1": cover([]),
    "v2": cover(["the buses claim, not the driver core", "the owner is known by a cookie",
                 "owners on a private domain, and a shared attach", "tegra uses it"]),
    "v3": cover(["dma_unconfigure is called dma_cleanup", "platform_dma_configure() renamed",
                 "no functional change in the interface"]),
    "v4": cover(["DMA_OWNER_NONE is gone", "plain counters", "back to the driver core, in one place"]),
    "v5": cover(["separate calls for kernel drivers and for user space, no enum",
                 "back to the buses", "shared attach and tegra left for later"]),
    "v6": cover(["iommu_device_use_dma_api() is called iommu_device_use_default_domain()",
                 "iommu_group_set_dma_owner() is called iommu_group_claim_dma_owner()",
                 "the flag is called driver_managed_dma", "the bus patches are one"]),
    "v7": cover(["a claim cannot be repeated", "comments"]),
    "v8": cover(["the buses count last, when the group exists"]),
    "v8-resend": cover([]),
}
