// kind: string
// function: unit_name
// forward: same
// why: The names stand in a table.

const char *name_note(const char *name);

#ifdef OLD
const char *unit_name(int unit)
{
	return name_note(unit ? "outer" : "inner");
}
#else
static const char *const names[] = { "inner", "outer" };

const char *unit_name(int unit)
{
	return name_note(names[!!unit]);
}
#endif
