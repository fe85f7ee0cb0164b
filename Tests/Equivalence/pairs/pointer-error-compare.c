// kind: pointer
// function: head_or
// forward: drifted
// as: head_or.node struct node
// why: Error pointers are taken for none as well.

#define NULL ((void *)0)
struct node { int id; };
int node_default(void);

#ifdef OLD
int head_or(struct node *node)
{
	if (node)
		return node->id;
	return node_default();
}
#else
int head_or(struct node *node)
{
	if (node && (unsigned long)node < -4095ul)
		return node->id;
	if (!node)
		return node_default();
	return (long)node;
}
#endif
