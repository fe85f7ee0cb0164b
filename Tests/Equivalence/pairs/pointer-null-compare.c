// kind: pointer
// function: head_or
// forward: same
// why: A pointer in a condition is compared with null.

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
	return NULL == node ? node_default() : node->id;
}
#endif
