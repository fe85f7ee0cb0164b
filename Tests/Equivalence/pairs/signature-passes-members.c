// kind: signature
// function: outlet_switch
// forward: same
// why: The callee takes the members that it needs.

struct outlet { int id, on; };
int outlet_write(int id, int value);

#ifdef OLD
static int set_on(struct outlet *outlet)
{
	outlet->on = 1;
	return outlet_write(outlet->id, 1);
}
static int set_off(struct outlet *outlet)
{
	outlet->on = 0;
	return outlet_write(outlet->id, 0);
}

int outlet_switch(struct outlet *outlet, int on)
{
	return on ? set_on(outlet) : set_off(outlet);
}
#else
static int set(int *kept, int id, int on)
{
	*kept = on;
	return outlet_write(id, on);
}

int outlet_switch(struct outlet *outlet, int on)
{
	return set(&outlet->on, outlet->id, on != 0);
}
#endif
