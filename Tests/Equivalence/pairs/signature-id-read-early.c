// kind: signature
// function: outlet_switch
// forward: same
// why: The id is read before the store, which is to another member.

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
int outlet_switch(struct outlet *outlet, int on)
{
	int id = outlet->id;

	outlet->on = on ? 1 : 0;
	return outlet_write(id, outlet->on);
}
#endif
