/// Found by the pipeline, which has what it takes to prove it.
enum ReferenceMismatch: PipelineRule {
    static let id = "reference-mismatch"
    static let title = "declaration deviates from the reference model"
    static let severity = Severity.warning
    static let rationale = """
        The reference model says what this revision of the interface declares; what deviates from it is either a \
        change that the model does not know or a mistake in the backport.
        """
    static let example = RuleExample(
        before:
            "struct iommu_group;\nint iommu_group_claim_dma_owner(struct iommu_group *group, void *owner);\n",
        after: "struct iommu_group;\nint iommu_group_claim_dma_owner(struct iommu_group *group);\n",
        path: "include/linux/iommu.h", setting: .model("dma-ownership"))
}
