// kind: function-pointer
// function: wire_send
// forward: drifted
// why: The count is raised behind the call, which may look at it.

struct wire;
struct wire_ops { int (*send)(struct wire *wire, int value); void (*idle)(struct wire *wire); };
struct wire { const struct wire_ops *ops; int sent; };

#ifdef OLD
int wire_send(struct wire *wire, int value)
{
	if (!wire->ops || !wire->ops->send)
		return -95;
	wire->sent++;
	return wire->ops->send(wire, value);
}
#else
int wire_send(struct wire *wire, int value)
{
	int ret;

	if (!wire->ops || !wire->ops->send)
		return -95;
	ret = wire->ops->send(wire, value);
	wire->sent++;
	return ret;
}
#endif
