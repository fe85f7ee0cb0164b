// kind: layout
// function: lamp_set
// forward: same
// why: A member has another name and lies where it lay.

#ifdef OLD
struct lamp { int id; int level; };
#define LEVEL level
#else
struct lamp { int id; int brightness; };
#define LEVEL brightness
#endif

int lamp_set(struct lamp *l, int value)
{
#ifdef OLD
	if (value < 0)
		value = 0;
	l->LEVEL = value;
#else
	l->LEVEL = value >= 0 ? value : 0;
#endif
	return 0;
}
