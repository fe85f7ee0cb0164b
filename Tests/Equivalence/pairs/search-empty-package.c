// kind: search
// function: sensors_find
// forward: drifted
// why: A package without elements is skipped now; the case has a package of the right kind whose count is 0.
#define NULL ((void *)0)
typedef unsigned int u32;
typedef unsigned long long u64;
struct node {
	u32 kind;
	union {
		struct { u32 kind; u64 value; } number;
		struct { u32 kind; u32 count; struct node *elements; } package;
	};
};
struct sensors {
	struct node *list;
	int enabled;
};
struct node *firmware_ask(const char *name);
#define KIND_NUMBER 1
#define KIND_PACKAGE 4

int sensors_find(struct sensors *s, u64 mask)
{
	struct node *all = firmware_ask("GGRP"), *found = NULL;
	int i;

	if (!all)
		return -5;
	for (i = 0; i < all->package.count; i++) {
		struct node *one = &all->package.elements[i];
		struct node *id;

		if (one->kind != KIND_PACKAGE)
			continue;
#ifndef OLD
		if (!one->package.count)
			continue;
#endif
		id = &one->package.elements[0];
		if (id->kind != KIND_NUMBER)
			continue;
		if ((id->number.value & 0xff) == (mask & 0xff)) {
			found = one;
			break;
		}
	}
	if (!found)
		return -19;
	s->list = found;
	s->enabled = 1;
	return 0;
}
