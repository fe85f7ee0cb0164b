/// The reference model of IOMMU group DMA ownership: who may program the DMA of a group's devices.
///
/// The interface is that of the public series "Fix BUG_ON in vfio_iommu_group_notifier()" (November
/// 2021 to April 2022, revisions v1 to v8), as merged in Linux 5.19 and as later kernels have it.
/// What each revision declares is in `Structure/`, what it does is in `DMAOwnership/`.
public enum DMAOwnership {}
