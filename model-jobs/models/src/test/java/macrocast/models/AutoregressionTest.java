package macrocast.models;

import macrocast.domain.Transform;

class AutoregressionTest implements MethodContract {
    @Override
    public Method method() {
        return AutoregressionMethod.benchmark();
    }

    // The Bank's criterion compares samples of different length, so the choice of the order depends on the unit.
    @Override
    public boolean followsScale(Transform transform) {
        return transform == Transform.LOG;
    }
}
