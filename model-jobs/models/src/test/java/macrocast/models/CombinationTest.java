package macrocast.models;

import macrocast.domain.Transform;

class CombinationTest implements MethodContract {
    @Override
    public Method method() {
        return CombinationMethod.standard();
    }

    // As little as its members.
    @Override
    public boolean followsScale(Transform transform) {
        return transform == Transform.LOG;
    }

    @Override
    public boolean followsShift() {
        return false;
    }

    @Override
    public double precision() {
        return 1e-6;
    }
}
