// kind: signature
// function: outlet_switch
// forward: drifted
// why: The number itself is stored and sent, not 0 or 1.

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
static int set(struct outlet *outlet, int on)
{
	outlet->on = on;
	return outlet_write(outlet->id, on);
}

int outlet_switch(struct outlet *outlet, int on)
{
	return set(outlet, on);
}
#endif
