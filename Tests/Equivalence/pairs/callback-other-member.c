// kind: function-pointer
// function: wire_send
// forward: drifted
// why: Where there is no send, it calls idle.

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
	if (!wire->ops)
		return -95;
	if (!wire->ops->send) {
		if (wire->ops->idle)
			wire->ops->idle(wire);
		return -95;
	}
	wire->sent++;
	return wire->ops->send(wire, value);
}
#endif
