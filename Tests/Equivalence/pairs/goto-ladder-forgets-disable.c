// kind: goto-ladder
// function: lamp_start
// forward: drifted
// why: The new ladder jumps past clk_disable() when the reset fails.

struct clk;
struct reset;
struct lamp {
	struct clk *clk;
	struct reset *reset;
	int is_on;
};

int clk_enable(struct clk *clk);
void clk_disable(struct clk *clk);
int reset_release(struct reset *reset);

#ifdef OLD
int lamp_start(struct lamp *lamp)
{
	int ret;

	ret = clk_enable(lamp->clk);
	if (ret)
		return ret;
	ret = reset_release(lamp->reset);
	if (ret) {
		clk_disable(lamp->clk);
		return ret;
	}
	lamp->is_on = 1;
	return 0;
}
#else
int lamp_start(struct lamp *lamp)
{
	int ret;

	ret = clk_enable(lamp->clk);
	if (ret)
		goto out;
	ret = reset_release(lamp->reset);
	if (ret)
		goto out;
	lamp->is_on = 1;
	return 0;

out:
	return ret;
}
#endif
