// kind: flag
// function: table_find
// forward: drifted
// why: Without leaving the loop the last entry of that key wins.

struct entry { int key, value; };
struct table { int used; struct entry entries[8]; };

#ifdef OLD
int table_find(struct table *table, int key)
{
	int i, found = 0, value = -2;

	for (i = 0; i < table->used && i < 8 && !found; i++) {
		if (table->entries[i].key == key) {
			value = table->entries[i].value;
			found = 1;
		}
	}
	if (!found)
		return -2;
	return value;
}
#else
int table_find(struct table *table, int key)
{
	int i, value = -2;

	for (i = 0; i < table->used && i < 8; i++) {
		if (table->entries[i].key == key)
			value = table->entries[i].value;
	}
	return value;
}
#endif
