// kind: function-pointer
// function: wire_send
// forward: same
// why: The operation is checked and called in one condition or two.

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
	const struct wire_ops *ops = wire->ops;

	if (ops && ops->send) {
		wire->sent++;
		return ops->send(wire, value);
	}
	return -95;
}
#endif
